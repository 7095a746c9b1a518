package io.crossguard.advisor.policy;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How two roots have moved together.
 *
 * @param firstRoot one coin
 * @param secondRoot another
 * @param coefficient correlation of their returns, from -1 to 1
 * @param sample how long they were looked at; positive; absent where that is not known
 * @param betas how far the first moved for each move of the second, of late and for longer
 */
public record Correlation(
    String firstRoot,
    String secondRoot,
    Decimal coefficient,
    Optional<Duration> sample,
    Betas betas) {

  public Correlation {
    Require.identifier(firstRoot);
    Require.identifier(secondRoot);
    Require.that(!firstRoot.equals(secondRoot), "second root must not be the first one");
    Require.that(
        !coefficient.abs().isGreaterThan(Decimal.ONE), "coefficient must be between -1 and 1");
    sample.ifPresent(
        length -> Require.that(length.compareTo(Duration.ZERO) > 0, "sample must be positive"));
    requireNonNull(betas, "betas");
  }

  /** The two roots, in no order. */
  public Set<String> roots() {
    return Set.of(firstRoot, secondRoot);
  }

  /**
   * Slopes of the returns of the first root over those of the second.
   *
   * @param ofThirtyDays of the last 30 days; signed; absent where it is not known
   * @param ofNinetyDays of the last 90 days; signed; absent where it is not known
   */
  public record Betas(Optional<Decimal> ofThirtyDays, Optional<Decimal> ofNinetyDays) {

    /** Neither is known. */
    public static final Betas UNKNOWN = new Betas(Optional.empty(), Optional.empty());

    public Betas {
      requireNonNull(ofThirtyDays, "ofThirtyDays");
      requireNonNull(ofNinetyDays, "ofNinetyDays");
    }

    /**
     * Whether they differ by at most a share of the larger one, so that it does not matter which
     * root is the first. True where one of them is not known.
     */
    public boolean agreeWithin(Decimal share) {
      if (ofThirtyDays.isEmpty() || ofNinetyDays.isEmpty()) {
        return true;
      }
      Decimal larger = ofThirtyDays.get().abs().max(ofNinetyDays.get().abs());
      return !ofThirtyDays.get().minus(ofNinetyDays.get()).abs().isGreaterThan(larger.times(share));
    }
  }
}
