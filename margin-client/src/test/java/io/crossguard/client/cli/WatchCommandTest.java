package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.crossguard.v1.MonitorMarginResponse;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code watch} with the real service in process. */
@Timeout(60)
class WatchCommandTest {
  private static final String BET =
      CommandRun.EXAMPLES.resolve("watched-bet.jsonl").toString();
  private static final String EMPTY =
      "{\"snapshot\": {\"ruleSetId\": \"example-coin-margined\"}}\n";

  @Test
  void watch_example_showsWhatChangesAVerdict() {
    CommandRun run = CommandRun.of("watch", BET);

    assertThat(run.out()).isEqualTo(CommandRun.golden("watched-bet.txt"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"warning, 1", "liquidatable, 1"})
  void watch_failOn_looksAtTheWorstThatWasTold(String status, int exit) {
    assertThat(CommandRun.of("watch", BET, "--fail-on", status).status()).isEqualTo(exit);
  }

  @Test
  void watch_accountThatStays_passesTheCheck() {
    assertThat(CommandRun.withInput(EMPTY, "watch", "-", "--fail-on", "warning").status())
        .isZero();
  }

  @Test
  void watch_json_hasAnAnswerALine() throws InvalidProtocolBufferException {
    CommandRun run = CommandRun.of("watch", BET, "--output", "json");

    List<MonitorMarginResponse> answers =
        run.out().lines().map(WatchCommandTest::answer).toList();
    assertThat(answers)
        .extracting(MonitorMarginResponse::getSequence)
        .containsExactly(1, 3, 4, 5, 6);
    assertThat(answers.get(2).getAccount().getStatusChanges(0).getScopeId())
        .isEqualTo("isolated:sol-bet");
  }

  @Test
  void watch_refusedMessage_isTold_andTheRestGoesOn() {
    String refused = "{\"query\": {\"accountIds\": [\"nobody\"]}}\n{\"update\": {}}";

    CommandRun run = CommandRun.withInput(EMPTY + refused, "watch", "-");

    assertThat(run.err()).isEqualTo("""
            message 2 is refused:
            query.accountIds[0]: must be an account of the stream: 'nobody' is not
            """);
    assertThat(run.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"update\": {}} | standard input, message 1: must have a snapshot",
        "{\"snapshot\": {\"ruleSetId\": \"example-coin-margined\"}} {\"snapshot\": {}}"
            + " | standard input, message 2: must have an update or a query",
        "{\"snapshot\": {\"ruleSetId\": \"example-coin-margined\"}} {\"updat\": {}}"
            + " | standard input, message 2: line 1, column 2: MonitorMarginRequest has no field"
            + " updat",
        "{\"snapshot\": {}} | snapshot.ruleSetId: must be set, or ruleSet in its place"
      })
  void watch_badInput_saysWhere(String input, String problem) {
    CommandRun run = CommandRun.withInput(input, "watch", "--output", "json", "-");

    assertThat(run.err().strip()).isEqualTo(problem);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void watch_serviceThatIsNotThere_isTold() {
    CommandRun run =
        CommandRun.withInput(EMPTY, "watch", "-", "--target", "127.0.0.1:1", "--output", "json");

    assertThat(run.err()).startsWith("the service can't be reached: ");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void jsonTexts_cutsWhereObjectsEnd() throws IOException {
    JsonTexts texts = new JsonTexts(
        new StringReader(" {\"a\": {\n\"}\\\"{\": 1}}{}\nno object\n{\"open\": "), 100);

    assertThat(texts.next()).contains("{\"a\": {\n\"}\\\"{\": 1}}");
    assertThat(texts.next()).contains("{}");
    assertThat(texts.next()).contains("no object\n");
    assertThat(texts.next()).contains("{\"open\": ");
    assertThat(texts.next()).isEqualTo(Optional.empty());
  }

  private static MonitorMarginResponse answer(String line) {
    MonitorMarginResponse.Builder answer = MonitorMarginResponse.newBuilder();
    try {
      JsonFormat.parser()
          .usingTypeRegistry(TypeRegistry.newBuilder()
              .add(ErrorInfo.getDescriptor())
              .add(BadRequest.getDescriptor())
              .build())
          .merge(line, answer);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    return answer.build();
  }
}
