package io.crossguard.client.exchange;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The rules of a venue beside its tiers, and the rule set of the service that has both.
 *
 * @param venue name of the venue and its product
 * @param ruleSetId rule set of the service that is right where no tiers are given
 * @param asOf day that its tiers are of
 * @param quoteCurrency what its totals are in
 * @param pooled whether it has one pool over all assets, with haircuts
 * @param instruments the instruments that it has; empty where tiers are always given
 */
record VenueRules(
    String venue,
    String ruleSetId,
    String asOf,
    String quoteCurrency,
    boolean pooled,
    Set<String> instruments) {

  VenueRules {
    instruments = Set.copyOf(instruments);
  }

  /**
   * The rules without tiers: how margin is pooled, what orders need, what may leave, which changes
   * the venue accepts, and how it liquidates.
   *
   * @param source where the tiers are from
   */
  RuleSet.Builder conventions(String source) {
    String file = venue + ".json";
    try (InputStream in = VenueRules.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing from this build: " + file);
      }
      RuleSet.Builder rules = RuleSet.newBuilder();
      JsonFormat.parser().merge(new String(in.readAllBytes(), StandardCharsets.UTF_8), rules);
      return rules
          .setRuleSetId(venue + "-imported")
          .setVersion("imported")
          .setSource("Tiers: " + source + ". The rest is that of the rule set " + ruleSetId + ".")
          .setQuoteCurrency(quoteCurrency);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /**
   * Refuses tiers for an account in which one pool over all assets has haircuts: no response states
   * those.
   */
  void refusePooled(JsonValue tiers) {
    if (pooled) {
      throw tiers.problem("can't be taken where one pool stands behind all positions, whose"
          + " collateral rates no response states: leave it out for the rule set " + ruleSetId
          + ", or name rules of your own with --rules");
    }
  }

  /** Refuses an instrument that the rule set of the service does not have. */
  void require(String instrumentId, String tiersOption, JsonValue at) {
    if (!instruments.contains(instrumentId)) {
      throw at.problem(instrumentId + " is not among the instruments of the rule set " + ruleSetId
          + ": add " + tiersOption);
    }
  }

  /** What whoever imports should know where no tiers were given. */
  String note(String tiersOption) {
    return "Tiers are those of the rule set " + ruleSetId + ", of " + asOf + "; " + tiersOption
        + " takes the venue's own of today.";
  }
}
