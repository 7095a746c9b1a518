package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.EvaluateMarginRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that the Python and the TypeScript client are held to as well. */
class CcxtCasesTest {
  private static final Path FILE =
      Path.of("src", "test", "resources", "exchange", "ccxt", "cases.json");
  private static final ExchangeFormat FORMAT = new Ccxt();

  static Stream<Arguments> imports() throws IOException {
    return cases("imports");
  }

  static Stream<Arguments> refusals() throws IOException {
    return cases("refusals");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("imports")
  void responses_becomeTheRequest(String name, JsonObject base, JsonObject test)
      throws InvalidProtocolBufferException {
    EvaluateMarginRequest.Builder expected = EvaluateMarginRequest.newBuilder();
    JsonFormat.parser().merge(test.get("request").toString(), expected);

    ImportedAccount account = imported(base, test);

    assertThat(account.evaluation()).isEqualTo(expected.build());
    assertThat(account.notes()).isEqualTo(texts(test.get("notes")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void responses_areRefused(String name, JsonObject base, JsonObject test) {
    assertThatThrownBy(() -> imported(base, test))
        .isInstanceOf(BadResponseException.class)
        .extracting(failure -> String.valueOf(failure.getMessage()).replace("case: ", ""))
        .isEqualTo(test.get("problem").getAsString());
  }

  private static ImportedAccount imported(JsonObject base, JsonObject test) {
    JsonObject responses = base.getAsJsonObject("responses").deepCopy();
    if (test.has("set")) {
      test.getAsJsonArray("set")
          .forEach(change -> set(
              responses,
              change.getAsJsonArray().get(0).getAsJsonArray(),
              change.getAsJsonArray().get(1).deepCopy()));
    }
    JsonObject options = test.has("options") ? test.getAsJsonObject("options") : new JsonObject();
    boolean roundsFloats = options.has("roundFloats");
    Set<String> ignored = new HashSet<>(texts(options.get("ignore")));
    return FORMAT.read(
        Responses.of(FORMAT, ignored, roundsFloats)
            .addAll("case", responses.toString())
            .build(),
        options(base, options));
  }

  private static ImportOptions options(JsonObject base, JsonObject options) {
    Map<String, BigDecimal> indexPrices = new HashMap<>();
    if (options.has("indexPrices")) {
      options
          .getAsJsonObject("indexPrices")
          .entrySet()
          .forEach(price -> indexPrices.put(price.getKey(), price.getValue().getAsBigDecimal()));
    }
    JsonObject exchange = options.has("exchange") ? options : base;
    return new ImportOptions(
        "test",
        Optional.ofNullable(options.get("ruleSetId")).map(JsonElement::getAsString),
        indexPrices,
        Optional.of(exchange.get("exchange").getAsString()),
        options.has("withoutOrders"));
  }

  /** Puts a value at a path of names and numbers; one past the end of an array is added. */
  private static void set(JsonObject responses, JsonArray path, JsonElement value) {
    JsonElement place = responses;
    for (int step = 0; step + 1 < path.size(); step++) {
      JsonElement name = path.get(step);
      place = place.isJsonArray()
          ? place.getAsJsonArray().get(name.getAsInt())
          : place.getAsJsonObject().get(name.getAsString());
    }
    JsonElement last = path.get(path.size() - 1);
    if (!place.isJsonArray()) {
      place.getAsJsonObject().add(last.getAsString(), value);
    } else if (last.getAsInt() == place.getAsJsonArray().size()) {
      place.getAsJsonArray().add(value);
    } else {
      place.getAsJsonArray().set(last.getAsInt(), value);
    }
  }

  private static Stream<Arguments> cases(String kind) throws IOException {
    JsonObject all = JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
    return StreamSupport.stream(all.getAsJsonArray(kind).spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(test ->
            Arguments.of(test.get("name").getAsString(), all.getAsJsonObject("base"), test));
  }

  private static List<String> texts(JsonElement array) {
    return array == null
        ? List.of()
        : StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
            .map(JsonElement::getAsString)
            .toList();
  }
}
