package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
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
 * @param expiry when it ends; present for a FUTURE and an OPTION, absent for a PERPETUAL
 * @param quantityStep the step of its quantities; absent where any quantity can be traded
 * @param requirement what a position in it requires: an {@link OptionRequirement} of an OPTION, else
 *     a {@link RateSchedule}
 * @param terms what joins the requirement; nothing for an OPTION
 * @param profitWeights how much of a position's unrealized profit counts
 * @param option what an OPTION is about; absent for anything else
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
    Requirement requirement,
    RequirementTerms terms,
    ProfitWeights profitWeights,
    Optional<OptionTerms> option) {

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
        expiry.isPresent() == kind.isDated(),
        "a FUTURE and an OPTION must have an expiry, a PERPETUAL none");
    quantityStep.ifPresent(
        step -> Require.that(step.isPositive(), "quantity step must be positive"));
    requireNonNull(requirement, "requirement");
    requireNonNull(terms, "terms");
    requireNonNull(profitWeights, "profitWeights");
    boolean isOption = kind == InstrumentKind.OPTION;
    Require.that(
        option.isPresent() == isOption, "an OPTION must have a type and a strike, nothing else");
    Require.that(
        requirement instanceof OptionRequirement == isOption,
        "an OPTION must have the requirement of an option, anything else a schedule by notional");
    Require.that(
        !isOption || payoff == Payoff.LINEAR,
        "an OPTION must be LINEAR: its price is in the settlement asset");
    Require.that(
        !isOption || terms.equals(RequirementTerms.NONE),
        "nothing may join the requirement of an OPTION");
  }

  /** A contract that is no option. */
  public Instrument(
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
    this(
        instrumentId,
        kind,
        payoff,
        root,
        settlementAsset,
        multiplier,
        tickSize,
        expiry,
        quantityStep,
        requirement,
        terms,
        profitWeights,
        Optional.empty());
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

  /**
   * The schedule by notional.
   *
   * @throws IllegalStateException if this is an option, which has none
   */
  public RateSchedule schedule() {
    if (requirement instanceof RateSchedule schedule) {
      return schedule;
    }
    throw new IllegalStateException("'" + instrumentId + "' has no schedule by notional");
  }

  /** Whether a position is paid for when it is opened, so that its whole value counts. */
  public boolean isPaidUpFront() {
    return option.filter(o -> o.premium() == OptionTerms.Premium.PAID_UP_FRONT).isPresent();
  }

  /**
   * What a position has gained since entry, or lost if negative, at a mark; its whole value where it
   * was paid for up front.
   */
  public Fraction unrealizedPnl(Quantity quantity, Price entryPrice, Price markPrice) {
    return isPaidUpFront()
        ? Fraction.of(quantity.contracts().times(multiplier).times(markPrice.value()))
        : payoff.unrealizedPnl(quantity, multiplier, entryPrice, markPrice);
  }

  /** {@link #unrealizedPnl} over the price variable. */
  public Line unrealizedPnlLine(Quantity quantity, Price entryPrice) {
    return isPaidUpFront()
        ? Line.proportional(Fraction.of(quantity.contracts().times(multiplier)))
        : payoff.unrealizedPnlLine(quantity, multiplier, entryPrice);
  }
}
