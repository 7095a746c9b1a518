package io.crossguard.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.v1.Account;
import io.crossguard.v1.Position;
import io.crossguard.v1.RecommendOrderModeRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormTest {
  private static final String MARK = "\uFEFF";

  @Test
  void read_byteOrderMarkAtTheBeginning_isPassedOver() {
    Account.Builder account = Account.newBuilder();

    JsonForm.read((MARK + "{\"accountId\": \"a\"}").getBytes(StandardCharsets.UTF_8), account);

    assertThat(account.getAccountId()).isEqualTo("a");
  }

  @Test
  void read_problemBehindAByteOrderMark_isPlacedWithoutIt() {
    assertThatThrownBy(() -> JsonForm.read(MARK + "{\"accountId\": }", Account.newBuilder()))
        .hasMessage("line 1, column 15: a JSON value is expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"account\": {\"accountId\": \"a\"}, \"accountId\": \"a\"}"
            + "| 33: RecommendOrderModeRequest has no field accountId",
        "{\"market\": {\"asOf\": \"now\"}} | 21: asOf must be a time, such as 2026-03-01T00:00:00Z",
        "{\"policy\": {\"horizon\": \"24h\"}} | 24: horizon must be seconds with an s, such as 86400s",
        "{\"account\": {\"positions\": [{\"cross\": {}}, {\"isolated\": {}, \"cross\": {}}]}}"
            + "| 60: Position has isolated or cross, not both",
        "{\"ruleSet\": {\"collateral_mode\": \"CROSS\"}} | 33: collateralMode has no value CROSS"
      })
  void read_whatTheMessageCannotHave_isPlacedWhereItIs(String text, String problem) {
    assertThatThrownBy(() -> JsonForm.read(text, RecommendOrderModeRequest.newBuilder()))
        .hasMessage("line 1, column " + problem);
  }

  @Test
  void read_fieldOfAChoiceThatIsNull_isNotThere() {
    Position.Builder position = Position.newBuilder();

    JsonForm.read("{\"isolated\": null, \"cross\": {}}", position);

    assertThat(position.hasCross()).isTrue();
  }

  @Test
  void read_byteOrderMarkElsewhere_isNoJson() {
    assertThatThrownBy(() -> JsonForm.read("{" + MARK + "}", Account.newBuilder()))
        .isInstanceOf(BadJsonException.class);
  }
}
