package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are read by the letter of JSON, and numbers digit by digit. */
class ResponseTextTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1e-05, 0.00001",
    "1.5E+3, 1500",
    "1.2e+21, 1200000000000000000000",
    "123456789012345, 123456789012345",
    "0.000123456789012345, 0.000123456789012345",
    "1500000000000000000, 1500000000000000000",
    "\"0.30000000000000004\", 0.30000000000000004",
    "\"29783.8999999995833333\", 29783.8999999995833333",
    "\"1E-8\", 0.00000001"
  })
  void decimal_isExactlyWhatIsWritten(String text, BigDecimal value) {
    assertThat(parse(text).decimal()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    // 0.1 + 0.2, and numbers of 16 and 17 digits: a double has carried them.
    "0.30000000000000004, 0.30000000000000004 has 17 digits",
    "1234567890.123456, 1234567890.123456 has 16 digits",
    "84198.66596759182, 84198.66596759182 has 16 digits",
    "\"NaN\", must be a number",
    "\"Infinity\", must be a number",
    "\"0x10\", must be a number",
    "\"1_000\", must be a number",
    "\" 1\", must be a number",
    "\"+1\", must be a number",
    "\".5\", must be a number",
    "\"1e999\", must be a number",
    "true, must be a number",
    "null, must be a number",
    "[], must be a number",
  })
  void decimal_ofAnythingElse_isRefused(String text, String message) {
    assertThatThrownBy(() -> parse(text).decimal())
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith("file.json: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\": [1, 2| file.json: the text ends before the JSON value does",
        "{\"a\": 1} x| file.json: line 1, column 1",
        "{\"a\": NaN}| file.json: line 1, column",
        "{\"a\": 1, \"b\": {\"a\": 1, \"a\": 2}}| file.json: b.a: is there twice",
        "{'a': 1}| file.json: line 1, column",
        "[1,]| file.json: line 1, column",
        "<!DOCTYPE html><html></html>| file.json: is a page of HTML, not a response",
        " <html/>| file.json: is a page of HTML, not a response",
        "True| file.json: line 1, column",
        "' '| file.json: line 1, column",
      })
  void text_thatIsNoJson_isRefusedByItsPlace(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(BadResponseException.class)
        .hasMessageStartingWith(message.strip());
  }

  @Test
  void text_nestedDeeply_isRefused() {
    assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(BadResponseException.class);
  }

  @Test
  void fieldsThatAreIgnored_areNotThere() {
    JsonValue value = new ResponseText(Set.of("b"), false)
        .parse("file.json", "{\"a\": {\"b\": 1, \"c\": 2}, \"b\": 3}");

    assertThat(value.fields()).containsOnlyKeys("a");
    assertThat(value.field("a").fields()).containsOnlyKeys("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"null", "false", "0", "\"0.00000000\"", "\"\"", "[]", "{}", "\"false\"", "0e5"})
  void valueThatSaysNothing_isNothing(String text) {
    assertThat(parse(text).isNothing()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {"true", "1", "\"0.1\"", "\"none\"", "[0]", "{\"a\": 0}", "-1"})
  void valueThatSaysSomething_isSomething(String text) {
    assertThat(parse(text).isNothing()).isFalse();
  }

  @Test
  void decimalOfARequest_hasAtMostEighteenDigitsOnEitherSide() {
    JsonValue at = parse("1");

    assertThat(ExactNumber.wire(new BigDecimal("123456789012345678.123456789012345678"), at))
        .isEqualTo("123456789012345678.123456789012345678");
    assertThat(ExactNumber.wire(new BigDecimal("1E+17"), at)).isEqualTo("100000000000000000");
    assertThatThrownBy(() -> ExactNumber.wire(new BigDecimal("1E+18"), at))
        .hasMessageContaining("more than 18 digits");
    assertThatThrownBy(() -> ExactNumber.wire(new BigDecimal("1E-19"), at))
        .hasMessageContaining("more than 18 digits");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0.30000000000000004, 0.3",
    "0.1, 0.1",
    "123456789012345, 123456789012345",
    "84198.66596759182, 84198.6659675918",
    "1234567890123465, 1234567890123460",
    "1234567890123475, 1234567890123480",
    "-1e-7, -0.0000001",
    "\"0.30000000000000004\", 0.30000000000000004"
  })
  void decimal_whereFloatsAreRounded_hasFifteenDigits(String text, BigDecimal value) {
    JsonValue rounded = new ResponseText(Set.of(), true).parse("file.json", text);

    assertThat(rounded.decimal()).isEqualByComparingTo(value);
  }

  private static JsonValue parse(String text) {
    return new ResponseText(Set.of(), false).parse("file.json", text);
  }
}
