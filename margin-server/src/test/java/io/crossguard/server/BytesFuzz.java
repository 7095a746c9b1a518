package io.crossguard.server;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Bytes that may be no message at all, to every method. */
class BytesFuzz extends MethodFuzz {
  private static final List<MethodDescriptor<byte[], byte[]>> METHODS = Stream.of(
          MarginServiceGrpc.getServiceDescriptor(),
          AdvisorServiceGrpc.getServiceDescriptor(),
          RuleSetServiceGrpc.getServiceDescriptor())
      .flatMap(service -> service.getMethods().stream())
      .<MethodDescriptor<byte[], byte[]>>map(method ->
          method.toBuilder(new BytesMarshaller(), new BytesMarshaller()).build())
      .toList();

  @FuzzTest(maxDuration = "20s")
  void anyBytes(@NotNull byte[] bytes) {
    METHODS.forEach(method -> check(method, bytes));
  }

  private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
