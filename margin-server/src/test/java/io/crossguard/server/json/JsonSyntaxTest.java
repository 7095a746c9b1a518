package io.crossguard.server.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"a\": [], \"b\": {}, \"c\": [1, -2.5e+3, true, false, null, \"\"]}\n",
        "{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4ä\", \"b\": {\"a\": 0}}"
      })
  void check_jsonObject_passes(String text) {
    assertThatCode(() -> JsonSyntax.check(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                  | line 1, column 1: a JSON object is expected",
        "{\"a\": 1,}         | line 1, column 9: the name of a field is expected, in double quotes",
        "{'a': 1}            | line 1, column 2: the name of a field is expected, in double quotes",
        "{\"a\" 1}           | line 1, column 6: ':' is expected",
        "{\"a\": 1 \"b\": 2} | line 1, column 9: ',' or '}' is expected",
        "{\"a\": [1 2]}      | line 1, column 10: ',' or ']' is expected",
        "{\"a\": 01}         | line 1, column 8: ',' or '}' is expected",
        "{\"a\": .5}         | line 1, column 7: a JSON value is expected",
        "{\"a\": NaN}        | line 1, column 7: a JSON value is expected",
        "{\"a\": /* b */ 1}  | line 1, column 7: a JSON value is expected",
        "{\"a\": \"\\x\"}    | line 1, column 9: an unknown escape in a string",
        "{\"a\": 1} x        | line 1, column 10: something follows the JSON object",
        "{\"a\": \"b         | line 1, column 7: a string has no end",
        "{\"a\":             | line 1, column 6: the text ends here, where a JSON value is expected",
        "{\"a\": 1, \"a\": 2} | line 1, column 10: the field a is there twice"
      })
  void check_anythingElse_namesThePlace(String text, String message) {
    assertThatThrownBy(() -> JsonSyntax.check(text)).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.123456789012345",
        "-123456789012345e-20",
        "123456789012345000000",
        "0.000000000000000000001",
        "100.00000000000000000"
      })
  void check_numberOfFifteenDigitsThatCount_passes(String number) {
    assertThatCode(() -> JsonSyntax.check("{\"a\": " + number + "}")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.30000000000000004", "1234567890123456", "-0.1000000000000001e1"})
  void check_numberOfSixteenDigitsThatCount_isRefusedOutsideOfQuotes(String number) {
    assertThatThrownBy(() -> JsonSyntax.check("{\"a\": " + number + "}"))
        .hasMessage("line 1, column 7: a number of more than 15 digits, which floating point does"
            + " not keep: write the digits that are meant in quotes");
    assertThatCode(() -> JsonSyntax.check("{\"a\": \"" + number + "\"}"))
        .doesNotThrowAnyException();
  }

  @Test
  void check_endlessNesting_isRefused() {
    assertThatThrownBy(() -> JsonSyntax.check("{\"a\":".repeat(100_000)))
        .hasMessageContaining("nested more than 100 deep");
  }

  @Test
  void check_stringOverTwoLines_isRefused() {
    assertThatThrownBy(() -> JsonSyntax.check("{\"a\": \"b\nc\"}"))
        .hasMessageStartingWith("line 1, column 9: a string goes on over the end of its line");
  }
}
