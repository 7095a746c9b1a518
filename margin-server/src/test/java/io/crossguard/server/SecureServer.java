package io.crossguard.server;

import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A server with TLS on a port of this machine, its files, and channels to it. */
final class SecureServer implements AutoCloseable {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ErrorPageInterceptor errorPage = new ErrorPageInterceptor();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final TestAuthority authority = new TestAuthority("server authority");
  private final Path directory;
  private final EmbeddedCrossguard server;

  SecureServer(Path directory, Map<Setting, String> given) {
    this.directory = directory;
    useCertificateOf("first");
    Map<Setting, String> settings = new EnumMap<>(Map.of(
        Setting.PORT,
        "0",
        Setting.TLS_CERTIFICATE,
        certificate().toString(),
        Setting.TLS_PRIVATE_KEY,
        privateKey().toString(),
        Setting.RELOAD_SECONDS,
        "0.01"));
    settings.putAll(given);
    this.server = EmbeddedCrossguard.startOnPort(ServerConfig.of(settings));
  }

  int port() {
    return server.port();
  }

  Path certificate() {
    return directory.resolve("server.pem");
  }

  Path privateKey() {
    return directory.resolve("server.key");
  }

  /** Replaces certificate and key by those of another name, one file after the other. */
  void useCertificateOf(String name) {
    X509Bundle bundle = authority.server(name);
    TestAuthority.writeKey(privateKey(), bundle);
    TestAuthority.writeChain(certificate(), bundle);
  }

  /** For clients that are none of gRPC: it trusts the server. */
  SSLContext trustingContext() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, authority.trustManagers(), null);
    return context;
  }

  /** A channel that trusts the server, and shows nothing. */
  Channel channel() {
    return channel(TlsChannelCredentials.newBuilder());
  }

  /** A channel that shows a certificate. */
  Channel channel(X509Bundle client) {
    Path chain = TestAuthority.writeChain(directory.resolve("client.pem"), client);
    Path key = TestAuthority.writeKey(directory.resolve("client.key"), client);
    try {
      return channel(TlsChannelCredentials.newBuilder().keyManager(chain.toFile(), key.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Channel channel(TlsChannelCredentials.Builder credentials) {
    Path trusted = authority.write(directory.resolve("authority.pem"));
    try {
      return channel(credentials.trustManager(trusted.toFile()).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A channel with credentials of its own. */
  Channel channel(ChannelCredentials credentials) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(server.target(), credentials).build();
    channels.add(channel);
    return ClientInterceptors.intercept(channel, errorPage);
  }

  static MarginServiceBlockingStub margin(Channel channel) {
    return MarginServiceGrpc.newBlockingStub(channel);
  }

  /** A channel that sends a token with every call. */
  static Channel withToken(Channel channel, String token) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.close();
    errorPage.assertNoOffence();
  }
}
