package io.crossguard.server.http;

import com.google.api.AnnotationsProto;
import com.google.common.io.ByteStreams;
import com.google.protobuf.Message;
import io.crossguard.server.json.JsonForm;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A service whose messages travel as JSON instead of protobuf's bytes; otherwise it is the same. It
 * has the methods that the protocol gives a path.
 */
public final class JsonService {
  private static final Marshaller<InputStream> BYTES = new Marshaller<>() {
    @Override
    public InputStream stream(InputStream value) {
      return value;
    }

    @Override
    public InputStream parse(InputStream stream) {
      return stream;
    }
  };

  private JsonService() {}

  /** The service that takes and gives JSON. */
  public static ServerServiceDefinition of(ServerServiceDefinition service) {
    List<? extends ServerMethodDefinition<InputStream, InputStream>> methods =
        service.getMethods().stream()
            .filter(method -> hasPath(method.getMethodDescriptor()))
            .map(JsonService::json)
            .toList();
    ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(
            service.getServiceDescriptor().getName())
        .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder json = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(json::addMethod);
    return json.build();
  }

  private static boolean hasPath(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
        && schema.getMethodDescriptor().getOptions().hasExtension(AnnotationsProto.http);
  }

  private static <Q, R> ServerMethodDefinition<InputStream, InputStream> json(
      ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> typed = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        typed.toBuilder(BYTES, BYTES).build(),
        (call, headers) -> new Reading<>(
            method.getServerCallHandler().startCall(new JsonCall<>(call, typed), headers),
            prototype(typed)));
  }

  @SuppressWarnings("unchecked") // The marshaller of messages has one of the type that it reads.
  private static <Q> Q prototype(MethodDescriptor<Q, ?> method) {
    return (Q) ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype();
  }

  /** Reads what comes. */
  private static final class Reading<Q> extends ServerCall.Listener<InputStream> {
    private final ServerCall.Listener<Q> listener;
    private final Q prototype;

    Reading(ServerCall.Listener<Q> listener, Q prototype) {
      this.listener = listener;
      this.prototype = prototype;
    }

    @Override
    public void onMessage(InputStream text) {
      Message.Builder message = ((Message) prototype).newBuilderForType();
      try {
        JsonForm.read(ByteStreams.toByteArray(text), message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      @SuppressWarnings("unchecked") // A builder builds messages of the type that it came from.
      Q read = (Q) message.build();
      listener.onMessage(read);
    }

    @Override
    public void onHalfClose() {
      listener.onHalfClose();
    }

    @Override
    public void onCancel() {
      listener.onCancel();
    }

    @Override
    public void onComplete() {
      listener.onComplete();
    }

    @Override
    public void onReady() {
      listener.onReady();
    }
  }

  static InputStream written(Object message) {
    return new ByteArrayInputStream(JsonForm.write((Message) message));
  }
}
