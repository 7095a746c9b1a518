package io.crossguard.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandOverInterceptorTest {
  private static final String LONG = "service/long";

  /** Keeps what it is given, and runs nothing. */
  private final List<Runnable> handedOver = new ArrayList<>();

  private boolean isCrowded;
  private int answered;

  @ParameterizedTest(name = "{0} with {1} bytes, crowded: {2}")
  @CsvSource({
    "service/short, 4095, false, false",
    "service/short, 4096, false, false",
    "service/short, 4097, false, true",
    "service/short, 1, true, true",
    "service/long, 1, false, true"
  })
  void onHalfClose_runsInThePoolWhereItIsLongLargeOrOneOfMany(
      String method, int bytes, boolean crowded, boolean isHandedOver) {
    isCrowded = crowded;
    ServerCall.Listener<InputStream> listener = new HandOverInterceptor(
            Set.of(LONG), new KeepingExecutor(), () -> isCrowded)
        .interceptCall(
            new FakeCall(method),
            new Metadata(),
            ServerCalls.asyncUnaryCall((request, responses) -> answered++));

    listener.onMessage(new ByteArrayInputStream(new byte[bytes]));
    listener.onHalfClose();

    assertThat(handedOver).hasSize(isHandedOver ? 1 : 0);
    assertThat(answered).isEqualTo(isHandedOver ? 0 : 1);
    handedOver.forEach(Runnable::run);
    assertThat(answered).isEqualTo(1);
  }

  private final class KeepingExecutor extends AbstractExecutorService {

    @Override
    public void execute(Runnable command) {
      handedOver.add(command);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
  }

  private static final class FakeCall extends ServerCall<InputStream, InputStream> {
    private final MethodDescriptor<InputStream, InputStream> method;

    FakeCall(String method) {
      this.method = MethodDescriptor.<InputStream, InputStream>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(method)
          .setRequestMarshaller(new StreamMarshaller())
          .setResponseMarshaller(new StreamMarshaller())
          .build();
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(InputStream message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<InputStream, InputStream> getMethodDescriptor() {
      return method;
    }
  }

  private static final class StreamMarshaller implements MethodDescriptor.Marshaller<InputStream> {

    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  }
}
