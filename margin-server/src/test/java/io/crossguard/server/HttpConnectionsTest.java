package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Status;
import io.crossguard.server.config.Setting;
import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections over HTTP: who may call, how much, and how they end. */
@Timeout(60)
class HttpConnectionsTest {
  private static final String EVALUATE = "/v1/margin:evaluate";
  private static final String REQUEST = json();
  private static final String HEAD = "POST " + EVALUATE
      + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: "
      + REQUEST.length() + "\r\n";

  @TempDir
  private Path directory;

  private static String json() {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(Requests.hedgedSol());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void call_withoutAPlace_isRefusedBeforeItsBodyIsReadAndTheNextIsTaken() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of(Setting.CALLS_MAX, "1"));
        Socket holding = http.socket();
        Socket other = http.socket()) {
      // Its body is not there, and so it keeps the only place.
      HttpFixture.write(holding, HEAD + "expect: 100-continue\r\n\r\n");
      BufferedReader held = reader(holding);
      assertThat(held.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      held.readLine();

      HttpFixture.write(other, HEAD + "\r\n");
      BufferedReader refused = reader(other);
      Answer refusal = Answer.read(refused);

      assertThat(refusal.line()).isEqualTo("HTTP/1.1 429 Too Many Requests");
      assertThat(refusal.headers()).contains("retry-after: 1").doesNotContain("connection: close");
      assertThat(Errors.reason(refusal.status())).isEqualTo("OVERLOADED");

      HttpFixture.write(holding, REQUEST);
      assertThat(Answer.read(held).line()).isEqualTo("HTTP/1.1 200 OK");
      // The rest of what was refused is dropped, and then the connection goes on.
      HttpFixture.write(other, REQUEST + HEAD + "\r\n" + REQUEST);
      assertThat(Answer.read(refused).line()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void call_whoseBodyWaitsForAWord_isRefusedWithoutIt() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of());
        Socket socket = http.socket()) {
      HttpFixture.write(
          socket, "POST /nothing HTTP/1.1\r\ncontent-length: 5\r\nexpect: 100-continue\r\n\r\n");

      Answer answer = Answer.read(reader(socket));

      assertThat(answer.line()).isEqualTo("HTTP/1.1 404 Not Found");
      assertThat(answer.headers()).contains("connection: close");
      assertThat(socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  void requests_sentAtOnce_areAnsweredInTheirOrder() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of());
        Socket socket = http.socket()) {
      HttpFixture.write(
          socket,
          HEAD + "x-request-id: first\r\n\r\n" + REQUEST
              + "GET /v1/rule-sets/none HTTP/1.1\r\nx-request-id: second\r\n\r\n"
              + HEAD + "x-request-id: third\r\nconnection: close\r\n\r\n" + REQUEST);

      BufferedReader answers = reader(socket);
      assertThat(Answer.read(answers).headers()).contains("x-request-id: first");
      assertThat(Answer.read(answers).headers()).contains("x-request-id: second");
      assertThat(Answer.read(answers).headers())
          .contains("x-request-id: third", "connection: close");
      assertThat(answers.read()).isNegative();
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "'POST /v1/marg', 0", "'" + "body" + "', 1"})
  void connection_thatSendsNothingMore_isClosed(String sent, int isBody) throws IOException {
    Map<Setting, String> settings =
        Map.of(Setting.CONNECTION_IDLE_SECONDS, "0.2", Setting.CALL_SECONDS_MAX, "0.2");
    try (HttpFixture http = new HttpFixture(settings);
        Socket socket = http.socket()) {
      HttpFixture.write(socket, isBody == 1 ? HEAD + "\r\n{" : sent);

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      // Where a call has begun, it has a deadline, which its caller is told.
      assertThat(answer.lines().findFirst().orElse(""))
          .isEqualTo(isBody == 1 ? "HTTP/1.1 504 Gateway Timeout" : "");
    }
  }

  @Test
  void call_whoseConnectionIsClosed_givesItsPlaceBack() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of(Setting.CALLS_MAX, "1"))) {
      try (Socket gone = http.socket()) {
        HttpFixture.write(gone, HEAD + "expect: 100-continue\r\n\r\n");
        assertThat(reader(gone).readLine()).isEqualTo("HTTP/1.1 100 Continue");
      }

      while (http.post(EVALUATE, REQUEST).statusCode() != 200) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void connections_beyondTheLimitOfAll_areClosed() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of(Setting.CONNECTIONS_MAX, "1"));
        Socket first = http.socket()) {
      HttpFixture.write(first, "GET /openapi.json HTTP/1.1\r\n\r\n");
      assertThat(reader(first).readLine()).isEqualTo("HTTP/1.1 200 OK");
      try (Socket second = http.socket()) {
        assertThat(second.getInputStream().read()).isNegative();
      }
    }
  }

  @Test
  void call_whileTheServerDrains_isToldToAskElsewhere() throws Exception {
    HttpFixture http = new HttpFixture(Map.of(Setting.DRAIN_SECONDS, "600"));
    try (Socket holding = http.socket();
        Socket other = http.socket()) {
      HttpFixture.write(holding, HEAD + "expect: 100-continue\r\n\r\n");
      BufferedReader held = reader(holding);
      held.readLine();
      held.readLine();
      BufferedReader answers = reader(other);
      Thread closing = new Thread(http::close);
      closing.start();

      Answer answer;
      do {
        HttpFixture.write(other, HEAD + "\r\n" + REQUEST);
        answer = Answer.read(answers);
      } while (answer.line().endsWith(" 200 OK"));

      assertThat(answer.line()).isEqualTo("HTTP/1.1 503 Service Unavailable");
      assertThat(answer.headers()).contains("retry-after: 1", "connection: close");
      assertThat(Errors.reason(answer.status())).isEqualTo("DRAINING");
      // What was let in is answered to its end.
      HttpFixture.write(holding, REQUEST);
      assertThat(Answer.read(held).line()).isEqualTo("HTTP/1.1 200 OK");
      closing.join();
      assertThat(held.read()).isNegative();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 401, CREDENTIALS_MISSING",
    "Bearer of-somebody-unknown, 401, CREDENTIALS_UNKNOWN",
    "Bearer adviser-0123456789, 403, PERMISSION_MISSING",
    "Bearer trader-01234567890, 200, ''"
  })
  void call_withAToken_isJudgedAsOverGrpc(String authorization, int http, String reason)
      throws IOException {
    Path access = Files.writeString(
        directory.resolve("access"),
        "trader evaluate plain:trader-01234567890\nadviser advise plain:adviser-0123456789\n");
    try (HttpFixture server = new HttpFixture(Map.of(Setting.ACCESS_FILE, access.toString()))) {
      HttpRequest.Builder request = server.to(EVALUATE).POST(BodyPublishers.ofString(REQUEST));
      if (!authorization.isEmpty()) {
        request.header("authorization", authorization);
      }

      HttpResponse<String> answer = server.send(request);

      assertThat(answer.statusCode()).isEqualTo(http);
      assertThat(answer.headers().firstValue("www-authenticate").isPresent())
          .isEqualTo(http == 401);
      if (http != 200) {
        assertThat(Errors.reason(HttpFixture.status(answer))).isEqualTo(reason);
      }
    }
  }

  @Test
  void call_overTls_isKnownByItsCertificate() throws Exception {
    TestAuthority authority = new TestAuthority("all");
    X509Bundle bundle = authority.server("server");
    Path access = Files.writeString(
        directory.resolve("access"), "desk evaluate certificate:spiffe://desk/risk\n");
    Map<Setting, String> settings = Map.of(
        Setting.TLS_CERTIFICATE,
            TestAuthority.writeChain(directory.resolve("a.pem"), bundle).toString(),
        Setting.TLS_PRIVATE_KEY,
            TestAuthority.writeKey(directory.resolve("a.key"), bundle).toString(),
        Setting.TLS_CLIENT_AUTHORITY,
            authority.write(directory.resolve("clients.pem")).toString(),
        Setting.TLS_CLIENT_CERTIFICATE, "optional",
        Setting.ACCESS_FILE, access.toString());
    try (HttpFixture http = new HttpFixture(settings)) {
      assertThat(
              overTls(http, authority, authority.client("spiffe://desk/risk")).statusCode())
          .isEqualTo(200);
      assertThat(Errors.reason(HttpFixture.status(
              overTls(http, authority, authority.client("spiffe://desk/other")))))
          .isEqualTo("CREDENTIALS_UNKNOWN");
    }
  }

  private static HttpResponse<String> overTls(
      HttpFixture http, TestAuthority authority, X509Bundle client) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "client", client.getKeyPair().getPrivate(), new char[0], client.getCertificatePath());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), authority.trustManagers(), null);
    return HttpFixture.send(
        HttpClient.newBuilder().sslContext(context).build(),
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + http.server().httpPort() + EVALUATE))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(REQUEST)));
  }

  @Test
  void origins_thatAreSet_areTheOnlyOnesThatBrowsersLetCall() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of(Setting.HTTP_ORIGINS, "https://desk.example"));
        Socket socket = http.socket()) {
      BufferedReader answers = reader(socket);
      HttpFixture.write(
          socket,
          "OPTIONS " + EVALUATE + " HTTP/1.1\r\norigin: https://desk.example\r\n"
              + "access-control-request-method: POST\r\n"
              + "access-control-request-headers: content-type\r\n\r\n");
      Answer preflight = Answer.read(answers);
      assertThat(preflight.line()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(preflight.headers())
          .contains(
              "access-control-allow-origin: https://desk.example", "access-control-max-age: 600");
      assertThat(String.join("\n", preflight.headers()))
          .contains("authorization", "content-type", "POST");

      HttpFixture.write(socket, HEAD + "origin: https://desk.example\r\n\r\n" + REQUEST);
      Answer answer = Answer.read(answers);
      assertThat(answer.line()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(answer.headers()).contains("access-control-allow-origin: https://desk.example");

      HttpFixture.write(socket, HEAD + "origin: https://other.example\r\n\r\n" + REQUEST);
      assertThat(Answer.read(answers).line()).isEqualTo("HTTP/1.1 403 Forbidden");
    }
  }

  @Test
  void origins_whereNoneIsSet_areNotMentioned() throws IOException {
    try (HttpFixture http = new HttpFixture(Map.of());
        Socket socket = http.socket()) {
      HttpFixture.write(socket, HEAD + "origin: https://desk.example\r\n\r\n" + REQUEST);

      assertThat(String.join("\n", Answer.read(reader(socket)).headers()))
          .doesNotContain("access-control");
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** An answer as it comes over the connection. */
  private record Answer(String line, List<String> headers, String body) {
    static Answer read(BufferedReader reader) throws IOException {
      String line = reader.readLine();
      List<String> headers = new ArrayList<>();
      int length = 0;
      for (String header = reader.readLine(); !header.isEmpty(); header = reader.readLine()) {
        headers.add(header);
        if (header.startsWith("content-length: ")) {
          length = Integer.parseInt(header.substring("content-length: ".length()));
        }
      }
      char[] body = new char[length];
      int read = 0;
      while (read < length) {
        read += reader.read(body, read, length - read);
      }
      return new Answer(line, headers, new String(body));
    }

    Status status() {
      return HttpFixture.read(body, Status.newBuilder()).build();
    }
  }
}
