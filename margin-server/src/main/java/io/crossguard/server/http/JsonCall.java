package io.crossguard.server.http;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.InputStream;

/** A call whose answers leave it as JSON. */
final class JsonCall<Q, R> extends ServerCall<Q, R> {
  private final ServerCall<InputStream, InputStream> call;
  private final MethodDescriptor<Q, R> method;

  JsonCall(ServerCall<InputStream, InputStream> call, MethodDescriptor<Q, R> method) {
    this.call = call;
    this.method = method;
  }

  @Override
  public void sendMessage(R message) {
    call.sendMessage(JsonService.written(message));
  }

  @Override
  public MethodDescriptor<Q, R> getMethodDescriptor() {
    return method;
  }

  @Override
  public void request(int messages) {
    call.request(messages);
  }

  @Override
  public void sendHeaders(Metadata headers) {
    call.sendHeaders(headers);
  }

  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void close(Status status, Metadata trailers) {
    call.close(status, trailers);
  }

  @Override
  public boolean isCancelled() {
    return call.isCancelled();
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    call.setMessageCompression(enabled);
  }

  @Override
  public void setCompression(String compressor) {
    call.setCompression(compressor);
  }

  @Override
  public SecurityLevel getSecurityLevel() {
    return call.getSecurityLevel();
  }

  @Override
  public Attributes getAttributes() {
    return call.getAttributes();
  }
}
