package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.margin.value.Require;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Portfolio margin: of each root what a scope loses in the worst of some scenarios, and a contingency
 * on top. It takes the place of what the positions require each by itself.
 *
 * <pre>
 *   maintenance of a root = max(0, max over shocks of weight × loss + contingencies)
 *   initial of a root     = initialFactor × maintenance
 * </pre>
 *
 * @param roots the coins that are shocked, each once; every instrument must follow one of them
 * @param shocks at least one
 * @param contingencies what joins the worst loss
 * @param initialFactor at least 1
 */
public record ScenarioMargin(
    List<String> roots, List<Shock> shocks, Contingencies contingencies, Decimal initialFactor) {

  /**
   * A move of all prices of a root and of its implied volatilities.
   *
   * @param priceFactor multiple of the prices; positive
   * @param volatilityFactor multiple of the volatilities; positive
   * @param weight what share of the loss counts; above 0, at most 1
   */
  public record Shock(Decimal priceFactor, Decimal volatilityFactor, Rate weight) {
    public Shock {
      Require.that(
          priceFactor.isPositive() && volatilityFactor.isPositive(), "factors must be positive");
      Require.that(
          weight.fraction().isPositive() && weight.compareTo(Rate.ONE) <= 0,
          "weight must be above 0 and at most 1");
    }
  }

  /**
   * Shares of the size at the index of the root, long or short; none is negative.
   *
   * @param spot of a coin held
   * @param perpetual of a perpetual
   * @param future of a dated future
   * @param option of an option sold short
   */
  public record Contingencies(Rate spot, Rate perpetual, Rate future, Rate option) {
    public static final Contingencies NONE =
        new Contingencies(Rate.ZERO, Rate.ZERO, Rate.ZERO, Rate.ZERO);

    public Contingencies {
      for (Rate rate : List.of(spot, perpetual, future, option)) {
        Require.that(!rate.fraction().isNegative(), "contingencies must not be negative");
      }
    }

    /** The rate of a position. */
    public Rate of(InstrumentKind kind, boolean isShort) {
      return switch (kind) {
        case PERPETUAL -> perpetual;
        case FUTURE -> future;
        case OPTION -> isShort ? option : Rate.ZERO;
      };
    }
  }

  public ScenarioMargin {
    Set<String> distinct = new LinkedHashSet<>(roots);
    Require.that(
        !roots.isEmpty() && distinct.size() == roots.size(),
        "there must be at least one root, each once");
    roots.forEach(Require::identifier);
    roots = List.copyOf(roots);
    Require.that(!shocks.isEmpty(), "there must be at least one shock");
    shocks = List.copyOf(shocks);
    requireNonNull(contingencies, "contingencies");
    Require.that(
        initialFactor.compareTo(Decimal.ONE) >= 0, "the initial factor must be at least 1");
  }

  /** Whether a coin is shocked. */
  public boolean shocks(String root) {
    return roots.contains(root);
  }
}
