package io.crossguard.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.v1.Account;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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

  @Test
  void read_byteOrderMarkElsewhere_isNoJson() {
    assertThatThrownBy(() -> JsonForm.read("{" + MARK + "}", Account.newBuilder()))
        .isInstanceOf(BadJsonException.class);
  }
}
