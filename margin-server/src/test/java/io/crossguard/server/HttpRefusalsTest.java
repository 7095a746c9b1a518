package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.crossguard.server.config.Setting;
import io.crossguard.server.mapping.Violation;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.ListRuleSetsResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP asks of a request, and what it gets where that is not so. */
@Timeout(60)
class HttpRefusalsTest {
  private static final String EVALUATE = "/v1/margin:evaluate";
  private static final String REQUEST = json();
  private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

  private static HttpFixture http;

  @BeforeAll
  static void start() {
    http = new HttpFixture(Map.of());
  }

  @AfterAll
  static void stop() {
    http.close();
  }

  private static String json() {
    try {
      return JsonFormat.printer().print(Requests.hedgedSol());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v2/margin:evaluate",
        "/v1/margin:evaluate/",
        "/v1/margin:Evaluate",
        "/v1/rule-sets/a/b",
        "/v1/margin:monitor",
        "/crossguard.v1.MarginService/EvaluateMargin",
        "/metrics",
        "/live",
        "/ready",
        "/version",
        "/channelz"
      })
  void path_ofNothing_isNotFound(String path) {
    assertFailure(http.post(path, REQUEST), 404, Code.NOT_FOUND);
    assertFailure(http.get(path), 404, Code.NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/margin:evaluate, 'OPTIONS, POST'",
    "PUT, /v1/margin:evaluate, 'OPTIONS, POST'",
    "HEAD, /v1/margin:evaluate, 'OPTIONS, POST'",
    "POST, /v1/rule-sets, 'GET, HEAD, OPTIONS'",
    "DELETE, /v1/rule-sets/a, 'GET, HEAD, OPTIONS'",
    "POST, /openapi.json, 'GET, HEAD, OPTIONS'",
    "BREW, /openapi.json, 'GET, HEAD, OPTIONS'"
  })
  void method_thatAPathDoesNotTake_isToldWhichItTakes(String method, String path, String allow) {
    HttpResponse<String> answer =
        http.send(http.to(path).method(method, BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains(allow);
  }

  @Test
  void options_tellsWhatAPathTakes() {
    HttpResponse<String> answer =
        http.send(http.to(EVALUATE).method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("allow")).contains("OPTIONS, POST");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void head_hasTheHeadersOfGet() {
    HttpResponse<String> head =
        http.send(http.to("/v1/rule-sets").method("HEAD", BodyPublishers.noBody()));
    HttpResponse<String> get = http.get("/v1/rule-sets");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length"))
        .isEqualTo(get.headers().firstValue("content-length"));
    assertThat(HttpFixture.read(get.body(), ListRuleSetsResponse.newBuilder()).getRuleSetsCount())
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/grpc+json"
      })
  void body_ofAnotherType_isNotTaken(String type) {
    assertFailure(
        http.send(http.to(EVALUATE).setHeader("content-type", type).POST(body())),
        415,
        Code.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=UTF-8"})
  void body_inJson_isTaken(String type) {
    assertThat(http.send(http.to(EVALUATE).setHeader("content-type", type).POST(body()))
            .statusCode())
        .isEqualTo(200);
  }

  @Test
  void body_compressed_isNotTaken() {
    assertFailure(
        http.send(http.to(EVALUATE).header("content-encoding", "gzip").POST(body())),
        415,
        Code.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | line 1, column 1: the text ends here, where a JSON object is expected",
        "[] | line 1, column 1: a JSON object is expected",
        "{\"account\": | line 1, column 12: the text ends here, where a JSON value is expected",
        "{\"view\": \"BASIC\", \"view\": \"FULL\"} | line 1, column 19: the field view is there twice",
        "{} {} | line 1, column 4: something follows the JSON object",
        "{\"acount\": {}} | line 1, column 2: EvaluateMarginRequest has no field acount",
        "{\"account\": {\"id\": \"a\"}} | line 1, column 14: Account has no field id",
        "{\"view\": \"HALF\"} | line 1, column 10: view has no value HALF"
      })
  void body_thatIsNotTheRequest_isRefusedWithThePlace(String body, String problem) {
    Status status = assertFailure(http.post(EVALUATE, body), 400, Code.INVALID_ARGUMENT);

    assertThat(Errors.reason(status)).isEqualTo("INVALID_FIELD");
    assertThat(Errors.violations(status))
        .containsExactly(
            new Violation("request", "must be JSON as the method takes it: " + problem));
  }

  @Test
  void body_notInUtf8_isRefused() {
    byte[] latin1 = "{\"ruleSetId\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    HttpResponse<String> answer =
        http.send(http.to(EVALUATE).POST(BodyPublishers.ofByteArray(latin1)));

    assertThat(Errors.violations(assertFailure(answer, 400, Code.INVALID_ARGUMENT)))
        .extracting(Violation::rule)
        .containsExactly("must be JSON as the method takes it: is not text in UTF-8");
  }

  @Test
  void body_upToTheLimit_isRead() {
    HttpResponse<String> answer = http.post(EVALUATE, padded(REQUEST, BODY_BYTES_MAX));

    assertThat(
            HttpFixture.read(answer.body(), EvaluateMarginResponse.newBuilder()).getAccountId())
        .isEqualTo("hedged");
  }

  @Test
  void body_aboveTheLimit_isTooLarge() {
    String body = padded(REQUEST, BODY_BYTES_MAX + 1);

    assertFailure(http.post(EVALUATE, body), 413, Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void body_aboveTheLimitInChunks_isTooLarge() {
    byte[] bytes = padded(REQUEST, BODY_BYTES_MAX + 1).getBytes(StandardCharsets.UTF_8);
    HttpRequest.BodyPublisher chunks =
        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes));

    assertFailure(http.send(http.to(EVALUATE).POST(chunks)), 413, Code.RESOURCE_EXHAUSTED);
  }

  private static String padded(String text, int length) {
    return text + " ".repeat(length - text.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5s", "-1S", "123456789S", "", "1 S"})
  void timeout_thatIsNone_isRefused(String timeout) {
    HttpResponse<String> answer =
        http.send(http.to(EVALUATE).header("grpc-timeout", timeout).POST(body()));

    assertThat(Errors.violations(assertFailure(answer, 400, Code.INVALID_ARGUMENT)))
        .extracting(Violation::field)
        .containsExactly("grpc-timeout");
  }

  @Test
  void timeout_thatHasPassed_endsTheCall() {
    HttpResponse<String> answer = http.send(http.to(EVALUATE)
        .header("grpc-timeout", "1n")
        .header("x-request-id", "mine-4")
        .POST(body()));

    assertFailure(answer, 504, Code.DEADLINE_EXCEEDED);
    assertThat(answer.headers().allValues("x-request-id")).containsExactly("mine-4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1H", "99999999S", "99999999M", "99999999H"})
  void timeout_howeverLong_isWaitedForTheAnswer(String timeout) {
    assertThat(http.send(http.to(EVALUATE).header("grpc-timeout", timeout).POST(body()))
            .statusCode())
        .isEqualTo(200);
  }

  @Test
  void requestId_ofTheCaller_comesBack() {
    assertThat(http.send(http.to(EVALUATE).header("x-request-id", "mine-1").POST(body()))
            .headers()
            .firstValue("x-request-id"))
        .contains("mine-1");
    assertThat(http.send(http.to(EVALUATE)
                .header("x-request-id", "mine-2")
                .POST(BodyPublishers.ofString("{}")))
            .headers()
            .firstValue("x-request-id"))
        .contains("mine-2");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/nothing, 404",
    "PUT, /v1/margin:evaluate, 405",
    "OPTIONS, /v1/margin:evaluate, 204",
    "GET, /openapi.json, 200"
  })
  void requestId_ofWhatIsNoCall_comesBackToo(String method, String path, int status) {
    HttpResponse<String> answer = http.send(
        http.to(path).header("x-request-id", "mine-3").method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().allValues("x-request-id")).containsExactly("mine-3");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/rule-sets/drift-v2, 200, drift-v2",
    "/v1/rule-sets/drift%2Dv2, 200, drift-v2",
    "/v1/rule-sets/none, 404, none",
    "/v1/rule-sets/a%2Fb, 404, a/b",
    "/v1/rule-sets/a+b, 404, a+b",
    "/v1/rule-sets/%22%7D, 404, '\\\"}'",
    "/v1/rule-sets/, 400, ruleSetId"
  })
  void variable_ofAPath_isDecoded(String path, int status, String inTheAnswer) {
    HttpResponse<String> answer = http.get(path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(inTheAnswer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/rule-sets?page=1", "/v1/rule-sets/drift-v2?x", EVALUATE + "?view=1"})
  void query_ofWhatTheRequestLacks_isRefused(String path) {
    HttpResponse<String> answer =
        path.startsWith(EVALUATE) ? http.post(path, "{}") : http.get(path);

    assertThat(Errors.reason(assertFailure(answer, 400, Code.INVALID_ARGUMENT)))
        .isEqualTo("INVALID_FIELD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/rule-sets/%zz HTTP/1.1 | 400",
        "nonsense | 400",
        "GET /v1/rule-sets HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 2 | 400",
        "POST /v1/margin:evaluate HTTP/1.1\\r\\nContent-Length: -1 | 400"
      })
  void head_thatIsNotHttp_isABadRequest(String head, int status) throws IOException {
    assertThat(firstLine(head.replace("\\r\\n", "\r\n") + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void head_thatIsTooLong_isRefused() throws IOException {
    assertThat(firstLine("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
    assertThat(firstLine("GET / HTTP/1.1\r\na: " + "a".repeat(9_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void body_thatBreaksItsChunks_isABadRequest() throws IOException {
    assertThat(firstLine("POST " + EVALUATE + " HTTP/1.1\r\ncontent-type: application/json\r\n"
            + "transfer-encoding: chunked\r\n\r\nxyz\r\n{}\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  private static String firstLine(String request) throws IOException {
    try (Socket socket = http.socket()) {
      HttpFixture.write(socket, request);
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  @Test
  void http_whereNoPortIsSet_isNotServed() {
    try (HttpFixture none = new HttpFixture(Map.of(Setting.HTTP_PORT, ""))) {
      assertThat(none.server().httpPort()).isNegative();
    }
    try (EmbeddedCrossguard inProcess = EmbeddedCrossguard.startInProcess()) {
      assertThat(inProcess.httpPort()).isNegative();
    }
  }

  private static HttpRequest.BodyPublisher body() {
    return BodyPublishers.ofString(REQUEST);
  }

  private static Status assertFailure(HttpResponse<String> answer, int http, Code code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(http);
    Status status = HttpFixture.status(answer);
    assertThat(status.getCode()).isEqualTo(code.getNumber());
    assertThat(status.getMessage()).isNotEmpty();
    return status;
  }
}
