package io.crossguard.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A server with HTTP on a port of this machine, and what asks it. */
final class HttpFixture implements AutoCloseable {
  private static final JsonFormat.Parser PARSER = JsonFormat.parser()
      .usingTypeRegistry(TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(ResourceInfo.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .build());

  private final EmbeddedCrossguard server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpFixture(Map<Setting, String> given) {
    Map<Setting, String> settings =
        new EnumMap<>(Map.of(Setting.PORT, "0", Setting.HTTP_PORT, "0"));
    settings.putAll(given);
    this.server = EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }

  EmbeddedCrossguard server() {
    return server;
  }

  /** A request to a path, with what a client of JSON sends. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
        .timeout(Duration.ofSeconds(20))
        .header("content-type", "application/json");
  }

  HttpResponse<String> post(String path, String json) {
    return send(to(path).POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> get(String path) {
    return send(to(path).GET());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(client, request);
  }

  static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A connection on which anything can be sent. */
  Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  static <B extends Message.Builder> B read(String json, B builder) {
    try {
      PARSER.merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
    return builder;
  }

  /** The failure that an answer has. */
  static Status status(HttpResponse<String> answer) {
    return read(answer.body(), Status.newBuilder()).build();
  }

  @Override
  public void close() {
    server.close();
  }
}
