package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Require;
import java.time.Instant;
import java.util.Optional;

/**
 * A contract that can be held.
 *
 * @param instrumentId such as {@code BTCUSDT}
 * @param kind whether it ends
 * @param payoff how its value follows its price
 * @param root the coin whose price risk it carries, such as {@code BTC}
 * @param settlementAsset what profit, loss and margin are paid in
 * @param multiplier LINEAR: base units a contract; INVERSE: quote value a contract; QUANTO:
 *     settlement units per unit of price; positive
 * @param tickSize the step of its prices; absent where it has none
 * @param expiry when it ends; present for a FUTURE and absent for a PERPETUAL
 * @param quantityStep the step of its quantities; absent where any quantity can be traded
 * @param requirement what a position in it requires by its notional
 * @param terms what joins the requirement
 * @param profitWeights how much of a position's unrealized profit counts
 */
public record Instrument(
    String instrumentId,
    InstrumentKind kind,
    Payoff payoff,
    String root,
    String settlementAsset,
    Decimal multiplier,
    Optional<Price> tickSize,
    Optional<Instant> expiry,
    Optional<Decimal> quantityStep,
    RateSchedule requirement,
    RequirementTerms terms,
    ProfitWeights profitWeights) {

  /**
   * @param maintenance in the margin balance
   * @param initial in the initial balance
   */
  public record ProfitWeights(ProfitWeight maintenance, ProfitWeight initial) {
    public static final ProfitWeights FULL =
        new ProfitWeights(ProfitWeight.FULL, ProfitWeight.FULL);
  }

  public Instrument {
    Require.identifier(instrumentId);
    requireNonNull(kind, "kind");
    requireNonNull(payoff, "payoff");
    Require.identifier(root);
    Require.identifier(settlementAsset);
    Require.that(multiplier.isPositive(), "multiplier must be positive");
    requireNonNull(tickSize, "tickSize");
    Require.that(
        expiry.isPresent() == (kind == InstrumentKind.FUTURE),
        "a FUTURE must have an expiry, a PERPETUAL none");
    quantityStep.ifPresent(
        step -> Require.that(step.isPositive(), "quantity step must be positive"));
    requireNonNull(requirement, "requirement");
    requireNonNull(terms, "terms");
    requireNonNull(profitWeights, "profitWeights");
  }

  /** A schedule to which nothing joins, any quantity, and profit that counts like cash. */
  public Instrument(
      String instrumentId,
      InstrumentKind kind,
      Payoff payoff,
      String root,
      String settlementAsset,
      Decimal multiplier,
      Optional<Price> tickSize,
      Optional<Instant> expiry,
      RateSchedule requirement) {
    this(
        instrumentId,
        kind,
        payoff,
        root,
        settlementAsset,
        multiplier,
        tickSize,
        expiry,
        Optional.empty(),
        requirement,
        RequirementTerms.NONE,
        ProfitWeights.FULL);
  }
}
