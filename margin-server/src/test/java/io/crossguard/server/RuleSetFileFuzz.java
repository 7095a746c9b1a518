package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.server.rules.BadRuleSetFileException;
import io.crossguard.server.rules.RuleSetText;
import io.crossguard.server.rules.RuleSetsByName;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.RuleSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is read, or refused with its name; it has a rule set in it, with any text behind that. */
class RuleSetFileFuzz {
  private static final RuleSetsByName BUILT_IN = RuleSetsByName.builtIn();

  static Stream<Arguments> seeds() {
    return FuzzCorpus.of(EvaluateMarginRequest.getDefaultInstance())
        .map(Named::getPayload)
        .filter(EvaluateMarginRequest::hasRuleSet)
        .map(request -> Arguments.of(request.getRuleSet(), ""));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "50s")
  void anyRuleSetAndText(@NotNull RuleSet ruleSet, @NotNull String text) {
    read(json(ruleSet) + text);
    read(text);
  }

  /** Empty where the message has no such form, as with a time stamp out of its range. */
  private static String json(RuleSet ruleSet) {
    try {
      return JsonFormat.printer().print(ruleSet);
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return "";
    }
  }

  private static void read(String json) {
    try {
      BUILT_IN.and(List.of(new RuleSetText("made-up.json", json)));
    } catch (BadRuleSetFileException e) {
      assertThat(e).hasMessageStartingWith("made-up.json: ");
    }
  }
}
