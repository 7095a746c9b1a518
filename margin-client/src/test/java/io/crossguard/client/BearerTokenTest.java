package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.config.Setting;
import io.grpc.CallCredentials;
import io.grpc.CompositeChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client with a token, and a server over TLS that asks for one. */
@Timeout(60)
class BearerTokenTest {
  private static final String TOKEN = "a-token-that-only-bot-1-has";

  @TempDir
  private Path directory;

  @Test
  void call_overTlsWithTheToken_isAnswered() throws Exception {
    try (EmbeddedCrossguard server = start();
        MarginClient client = client(server, new BearerToken(() -> TOKEN))) {
      assertThat(client.listRuleSets()).isNotEmpty();
    }
  }

  @Test
  void call_withAnotherToken_isRefusedWithTheReason() throws Exception {
    try (EmbeddedCrossguard server = start();
        MarginClient client = client(server, new BearerToken(() -> "another-token"))) {
      assertThatThrownBy(client::listRuleSets)
          .isInstanceOfSatisfying(
              CrossguardException.class,
              failure -> assertThat(failure.reason()).hasToString("CREDENTIALS_UNKNOWN"));
    }
  }

  @Test
  void call_whereThereIsNoToken_saysSo() throws Exception {
    BearerToken missing = new BearerToken(() -> {
      throw new IllegalStateException("the file is gone");
    });
    try (EmbeddedCrossguard server = start();
        MarginClient client = client(server, missing)) {
      assertThatThrownBy(client::listRuleSets)
          .isInstanceOf(CrossguardException.class)
          .hasMessageContaining("there is no token");
    }
  }

  @Test
  void call_inPlainText_doesNotSendTheToken() {
    try (EmbeddedCrossguard server =
            EmbeddedCrossguard.startOnPort(ServerConfig.DEFAULT.withPort(0));
        MarginClient client = MarginClient.connect(MarginClientConfig.builder(server.target())
            .credentials(CompositeChannelCredentials.create(
                InsecureChannelCredentials.create(), new BearerToken(() -> TOKEN)))
            .build())) {
      assertThatThrownBy(client::listRuleSets)
          .hasMessageContaining("not sent over a connection in plain text");
    }
  }

  private EmbeddedCrossguard start() throws Exception {
    X509Bundle bundle = new CertificateBuilder()
        .subject("CN=server")
        .addSanIpAddress("127.0.0.1")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
    Path certificate = Files.writeString(certificate(), bundle.getCertificatePathPEM());
    Path key = Files.writeString(directory.resolve("server.key"), bundle.getPrivateKeyPEM());
    String digest = Hashing.sha256().hashString(TOKEN, StandardCharsets.UTF_8).toString();
    Path access = Files.writeString(directory.resolve("access"), "bot-1 evaluate sha256:" + digest);
    return EmbeddedCrossguard.startOnPort(ServerConfig.of(Map.of(
        Setting.PORT, "0",
        Setting.TLS_CERTIFICATE, certificate.toString(),
        Setting.TLS_PRIVATE_KEY, key.toString(),
        Setting.ACCESS_FILE, access.toString())));
  }

  private MarginClient client(EmbeddedCrossguard server, CallCredentials token) throws Exception {
    return MarginClient.connect(MarginClientConfig.builder(server.target())
        .credentials(CompositeChannelCredentials.create(
            TlsChannelCredentials.newBuilder()
                .trustManager(certificate().toFile())
                .build(),
            token))
        .build());
  }

  private Path certificate() {
    return directory.resolve("server.pem");
  }
}
