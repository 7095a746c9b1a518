package io.crossguard.server.observation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.function.Predicate;

/** Counts what is answered: verdicts and recommendations. */
public final class AnswerMetrics {
  // Callers choose the names of rule sets that they send along; as labels they would have no end.
  private static final String SENT_ALONG = "sent along";
  private static final AttributeKey<String> RULE_SET = AttributeKey.stringKey("rule_set");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");
  private static final AttributeKey<String> ACTION = AttributeKey.stringKey("action");

  private final Predicate<String> isKnownRuleSet;
  private final LongCounter evaluations;
  private final LongCounter recommendations;

  /**
   * @param isKnownRuleSet whether a rule set of that name is the server's own
   */
  public AnswerMetrics(Meter meter, Predicate<String> isKnownRuleSet) {
    this.isKnownRuleSet = isKnownRuleSet;
    this.evaluations = meter
        .counterBuilder("crossguard.evaluations")
        .setDescription("Accounts evaluated, by rule set and verdict.")
        .setUnit("{evaluation}")
        .build();
    this.recommendations = meter
        .counterBuilder("crossguard.recommendations")
        .setDescription("Positions advised on, by the action recommended.")
        .setUnit("{recommendation}")
        .build();
  }

  /**
   * @param status the verdict, such as {@code HEALTHY}
   */
  public void evaluated(String ruleSetId, String status) {
    String ruleSet = isKnownRuleSet.test(ruleSetId) ? ruleSetId : SENT_ALONG;
    evaluations.add(1, Attributes.of(RULE_SET, ruleSet, STATUS, status));
  }

  /**
   * @param action what was recommended, such as {@code KEEP_CROSS}
   */
  public void recommended(String action) {
    recommendations.add(1, Attributes.of(ACTION, action));
  }
}
