package io.crossguard.server.security;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.Setting;
import io.crossguard.server.config.TlsConfig;
import io.crossguard.server.reload.Reloadable;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** The certificates that connections are secured with. Connections that are open keep theirs. */
public final class ServerTls {
  private final AdvancedTlsX509KeyManager keyManager = new AdvancedTlsX509KeyManager();
  private final TlsServerCredentials.Builder credentials =
      TlsServerCredentials.newBuilder().keyManager(keyManager);
  private final SslContextBuilder context =
      SslContextBuilder.forServer(keyManager).sslProvider(SslProvider.JDK);
  private final List<Reloadable> reloadables = new ArrayList<>();

  private record Pems(String certificate, String privateKey) {}

  /**
   * @throws BadConfigException if a file has not what it should have
   */
  public ServerTls(TlsConfig config) {
    reloadables.add(SecurityFiles.reloading(
        "certificate",
        Setting.TLS_CERTIFICATE,
        config.certificate(),
        () -> new Pems(
            SecurityFiles.text(Setting.TLS_CERTIFICATE, config.certificate()),
            SecurityFiles.text(Setting.TLS_PRIVATE_KEY, config.privateKey())),
        this::useKey));
    config.clientAuthority().ifPresent(authority -> trust(authority, config));
  }

  /** For the builder of the server. */
  public ServerCredentials credentials() {
    return credentials.build();
  }

  /** The same for connections that are not gRPC's. */
  public SslContext context() {
    try {
      return context.build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What follows the files. */
  public List<Reloadable> reloadables() {
    return List.copyOf(reloadables);
  }

  private KeyAndChain useKey(Pems pems) {
    KeyAndChain read = KeyAndChain.of(pems.certificate(), pems.privateKey());
    keyManager.updateIdentityCredentials(read.chain().toArray(new X509Certificate[0]), read.key());
    return read;
  }

  private void trust(Path authority, TlsConfig config) {
    AdvancedTlsX509TrustManager trustManager = trustManager();
    reloadables.add(SecurityFiles.reloading(
        "client-authority",
        Setting.TLS_CLIENT_AUTHORITY,
        authority,
        () -> SecurityFiles.text(Setting.TLS_CLIENT_AUTHORITY, authority),
        pem -> useTrust(trustManager, pem)));
    credentials
        .trustManager(trustManager)
        .clientAuth(config.isCertificateRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
    context
        .trustManager(trustManager)
        .clientAuth(
            config.isCertificateRequired()
                ? io.netty.handler.ssl.ClientAuth.REQUIRE
                : io.netty.handler.ssl.ClientAuth.OPTIONAL);
  }

  private static AdvancedTlsX509TrustManager trustManager() {
    try {
      return AdvancedTlsX509TrustManager.newBuilder()
          .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
          .build();
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<X509Certificate> useTrust(
      AdvancedTlsX509TrustManager trustManager, String pem) {
    List<X509Certificate> authorities = KeyAndChain.certificates(pem);
    try {
      trustManager.updateTrustCredentials(authorities.toArray(new X509Certificate[0]));
      return authorities;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("the certificates can't be trusted", e);
    }
  }
}
