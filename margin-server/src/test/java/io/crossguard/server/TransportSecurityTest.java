package io.crossguard.server;

import static io.crossguard.server.SecureServer.margin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.crossguard.v1.EvaluateMarginRequest;
import io.grpc.Channel;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections over loopback with certificates of this test. */
@Timeout(60)
class TransportSecurityTest {
  private static final EvaluateMarginRequest REQUEST = Requests.hedgedSol().build();

  @TempDir
  private Path directory;

  @Test
  void call_overTls_isAnswered() {
    try (SecureServer server = new SecureServer(directory, Map.of())) {
      assertThat(margin(server.channel()).evaluateMargin(REQUEST).getAccountId())
          .isEqualTo("hedged");
    }
  }

  @Test
  void call_inPlainTextOrWithoutTrust_getsNoConnection() throws IOException {
    Path other = new TestAuthority("other").write(directory.resolve("other.pem"));
    try (SecureServer server = new SecureServer(directory, Map.of())) {
      assertNoConnection(server.channel(InsecureChannelCredentials.create()));
      assertNoConnection(server.channel(
          TlsChannelCredentials.newBuilder().trustManager(other.toFile()).build()));
    }
  }

  @Test
  void call_whereCertificatesAreRequired_needsOneOfTheClientAuthority() {
    TestAuthority clients = new TestAuthority("clients");
    Path trusted = clients.write(directory.resolve("clients.pem"));
    Map<Setting, String> settings = Map.of(Setting.TLS_CLIENT_AUTHORITY, trusted.toString());
    try (SecureServer server = new SecureServer(directory, settings)) {
      assertNoConnection(server.channel());
      assertNoConnection(server.channel(new TestAuthority("other").client("spiffe://desk/bot")));

      assertThat(margin(server.channel(clients.client("spiffe://desk/bot")))
              .evaluateMargin(REQUEST)
              .getAccountId())
          .isEqualTo("hedged");
    }
  }

  @Test
  void clientAuthority_replacedWhileServing_countsForNewConnections() {
    TestAuthority next = new TestAuthority("next");
    Path trusted = new TestAuthority("clients").write(directory.resolve("clients.pem"));
    Map<Setting, String> settings = Map.of(Setting.TLS_CLIENT_AUTHORITY, trusted.toString());
    try (SecureServer server = new SecureServer(directory, settings)) {
      assertNoConnection(server.channel(next.client("spiffe://desk/bot")));

      next.write(trusted);

      assertThat(margin(server.channel(next.client("spiffe://desk/bot")))
              .withWaitForReady()
              .evaluateMargin(REQUEST)
              .getAccountId())
          .isEqualTo("hedged");
    }
  }

  @Test
  void certificate_replacedWhileServing_isShownToNewConnections() throws Exception {
    try (SecureServer server = new SecureServer(directory, Map.of())) {
      Channel open = server.channel();
      margin(open).evaluateMargin(REQUEST);
      assertThat(shownName(server)).isEqualTo("CN=first");

      server.useCertificateOf("second");

      while (!shownName(server).equals("CN=second")) {
        Thread.onSpinWait();
      }
      assertThat(margin(open).evaluateMargin(REQUEST).getAccountId()).isEqualTo("hedged");
    }
  }

  @Test
  void start_withFilesThatCanNotBeUsed_namesTheKey() {
    Path certificate = TestAuthority.write(directory.resolve("a.pem"), "no certificate");
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> start(certificate, missing))
        .isInstanceOf(BadConfigException.class)
        .hasMessage("tls.private-key must be readable: " + missing);
    assertThatThrownBy(() -> start(certificate, certificate))
        .isInstanceOf(BadConfigException.class)
        .hasMessageStartingWith("tls.certificate must be usable: " + certificate + ": ");
  }

  @Test
  void start_withTheKeyOfAnotherCertificate_isRefused() {
    TestAuthority authority = new TestAuthority("authority");
    Path certificate = TestAuthority.writeChain(directory.resolve("a.pem"), authority.server("a"));
    Path key = TestAuthority.writeKey(directory.resolve("b.key"), authority.server("b"));

    assertThatThrownBy(() -> start(certificate, key))
        .isInstanceOf(BadConfigException.class)
        .hasMessageEndingWith("the private key is not that of the certificate");
  }

  private static void start(Path certificate, Path key) {
    EmbeddedCrossguard.startOnPort(ServerConfig.of(Map.of(
            Setting.PORT, "0",
            Setting.TLS_CERTIFICATE, certificate.toString(),
            Setting.TLS_PRIVATE_KEY, key.toString())))
        .close();
  }

  private static void assertNoConnection(Channel channel) {
    StatusRuntimeException failure = catchThrowableOfType(
        StatusRuntimeException.class, () -> margin(channel).evaluateMargin(REQUEST));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  /** The subject of the certificate that a new connection is shown. */
  private static String shownName(SecureServer server)
      throws IOException, NoSuchAlgorithmException, KeyManagementException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    }
  }

  /** Trusts whatever is shown, to look at it. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
