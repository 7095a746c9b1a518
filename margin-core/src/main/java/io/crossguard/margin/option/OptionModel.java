package io.crossguard.margin.option;

import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.BentCurve;
import io.crossguard.margin.value.Curve;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Line;
import io.crossguard.margin.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An option in a market: what moves its mark.
 *
 * <pre>
 *   mark(x, y) = max(0, mark + value(x·S, y·σ)/unit(x) − value(S, σ)/unit(1))
 * </pre>
 *
 * for a factor x of all prices of its root and a factor y of its volatility, at least 10^-18, the
 * finest price. The unit is that of the mark in the quote currency: 1, or for an option that settles
 * in its own root the index of the settlement asset, which moves with x. The change of the mark is
 * rounded to 34 digits.
 *
 * @param terms what the option is about
 * @param underlying the index of its root in the quote currency
 * @param unit what a unit of the mark is worth in the quote currency
 * @param settlesInRoot whether that moves with the root
 * @param valuation how its value follows the underlying
 */
public record OptionModel(
    OptionTerms terms,
    Fraction underlying,
    Fraction unit,
    boolean settlesInRoot,
    OptionValuation valuation) {

  private static final Decimal MARK_LEAST = Decimal.parse("0.000000000000000001");
  private static final Decimal SECONDS_OF_YEAR = Decimal.of(Duration.ofDays(365).toSeconds());

  /**
   * The model of an option; absent for any other instrument, and while the market lacks its quote,
   * its index or the time, or has passed its expiry.
   */
  public static Optional<OptionModel> of(
      Instrument instrument, MarketSnapshot market, RuleSet rules) {
    Optional<Fraction> underlying = index(instrument.root(), market, rules);
    Optional<Fraction> settlement = index(instrument.settlementAsset(), market, rules);
    Optional<OptionQuote> quote = market.optionQuote(instrument.instrumentId());
    Optional<Duration> left = timeLeft(instrument, market);
    if (instrument.option().isEmpty()
        || underlying.isEmpty()
        || settlement.isEmpty()
        || quote.isEmpty()
        || left.isEmpty()) {
      return Optional.empty();
    }
    OptionTerms terms = instrument.option().get();
    boolean settlesInRoot = rules.root(instrument.settlementAsset()).equals(instrument.root());
    return Optional.of(new OptionModel(
        terms,
        underlying.get(),
        settlesInRoot ? settlement.get() : Fraction.ONE,
        settlesInRoot,
        valuation(terms, underlying.get(), quote.get(), left.get())));
  }

  /** How long an instrument still runs; absent where it does not end, has ended or no one knows. */
  public static Optional<Duration> timeLeft(Instrument instrument, MarketSnapshot market) {
    Optional<Instant> now = market.asOf();
    return instrument
        .expiry()
        .filter(expiry -> now.filter(expiry::isAfter).isPresent())
        .flatMap(expiry -> now.map(from -> Duration.between(from, expiry)));
  }

  private static Optional<Fraction> index(String asset, MarketSnapshot market, RuleSet rules) {
    return asset.equals(rules.quoteCurrency())
        ? Optional.of(Fraction.ONE)
        : market.indexPrice(asset).map(price -> Fraction.of(price.value()));
  }

  private static OptionValuation valuation(
      OptionTerms terms, Fraction underlying, OptionQuote quote, Duration left) {
    if (quote instanceof OptionQuote.ImpliedVolatility implied) {
      return OptionValuation.ByVolatility.of(
          terms, underlying, implied.volatility(), deviation(implied.volatility(), left));
    }
    return new OptionValuation.ByGreeks(underlying, (Greeks) quote);
  }

  /** σ·√T with a year of 365 days. */
  private static Decimal deviation(Decimal volatility, Duration left) {
    Decimal seconds = Decimal.of(left.getSeconds())
        .plus(Decimal.of(left.getNano()).times(Decimal.parse("0.000000001")));
    return volatility
        .times(volatility)
        .times(seconds)
        .dividedBy(SECONDS_OF_YEAR)
        .squareRoot();
  }

  public Greeks greeks() {
    return valuation.greeks();
  }

  /** The price of the underlying, in the unit of the mark. */
  public Fraction underlyingInUnit() {
    return underlying.equals(unit) ? Fraction.ONE : underlying.dividedBy(unit);
  }

  /** {@link #underlyingInUnit} after all prices of the root were multiplied by a factor. */
  public Fraction underlyingInUnit(Fraction factor) {
    return settlesInRoot ? underlyingInUnit() : underlyingInUnit().times(factor);
  }

  /** How far the option is from being worth exercising, in the unit of the mark. */
  public Fraction outOfTheMoney() {
    return terms.outOfTheMoney(underlying).dividedBy(unit);
  }

  /**
   * The coins that an option on one unit is worth holding: its delta, less, where it is paid in the
   * coin itself, what it is worth in coins, since that is counted with the asset it settles in.
   */
  public Fraction coins(Price mark) {
    Fraction delta = Fraction.of(greeks().delta());
    return settlesInRoot
        ? delta.minus(Fraction.of(mark.value()).times(unit).dividedBy(underlying))
        : delta;
  }

  /**
   * {@link #coins} after all prices of the root were multiplied by a factor.
   *
   * @param mark now
   */
  public Fraction coinsAfter(Price mark, Fraction factor) {
    Fraction delta = Fraction.of(valuation.greeksAfter(underlying.times(factor)).delta());
    Fraction there = Fraction.of(moved(mark, factor, Decimal.ONE).value());
    return settlesInRoot ? delta.minus(there.times(unit).dividedBy(underlying)) : delta;
  }

  /** What the model says the mark is; absent where only greeks are known. */
  public Optional<Price> mark() {
    return valuation instanceof OptionValuation.ByVolatility byVolatility
        ? Optional.of(atLeast(Fraction.of(byVolatility.value()).dividedBy(unit).rounded()))
        : Optional.empty();
  }

  /**
   * The mark after a move.
   *
   * @param mark now
   * @param factor of all prices of the root; positive
   * @param volatilityFactor of the volatility; positive
   */
  public Price moved(Price mark, Fraction factor, Decimal volatilityFactor) {
    Fraction change = change(Fraction.of(mark.value()), factor, volatilityFactor);
    return atLeast(mark.value().plus(change.rounded().roundedToQuotientDigits()));
  }

  private Fraction change(Fraction mark, Fraction factor, Decimal volatilityFactor) {
    Fraction now = mark.times(unit);
    Fraction unitThere = settlesInRoot ? unit.times(factor) : unit;
    return valuation
        .moved(now, underlying.times(factor), volatilityFactor)
        .dividedBy(unitThere)
        .minus(valuation.unmoved(now).dividedBy(unit));
  }

  /** The mark after a shock over the mark before it: straight, for a change is in both models. */
  public Curve shockedMarkCurve(Shock shock) {
    Fraction factor = Fraction.of(shock.priceFactor());
    Fraction atZero = change(Fraction.ZERO, factor, shock.volatilityFactor());
    Fraction atOne = change(Fraction.ONE, factor, shock.volatilityFactor());
    Line line = new Line(Fraction.of(atZero.rounded()), Fraction.ONE.plus(atOne.minus(atZero)));
    return Curve.max(Curve.straight(line), Curve.constant(Fraction.of(MARK_LEAST)));
  }

  /** The mark over a common factor of all prices of the root. */
  public Curve markCurve(Price mark) {
    return new BentCurve(
        factor -> Fraction.of(moved(mark, factor, Decimal.ONE).value()), breakpoints());
  }

  /** The mark after a shock, over a common factor of all prices of the root before it. */
  public Curve shockedMarkCurve(Price mark, Shock shock) {
    Fraction shocked = Fraction.of(shock.priceFactor());
    return new BentCurve(
        factor -> Fraction.of(
            moved(mark, factor.times(shocked), shock.volatilityFactor()).value()),
        breakpoints());
  }

  /** Where the option comes to the money, as a factor of the underlying: there it bends most. */
  public List<Fraction> breakpoints() {
    return List.of(Fraction.of(terms.strike().value()).dividedBy(underlying));
  }

  private static Price atLeast(Decimal mark) {
    return new Price(mark.max(MARK_LEAST));
  }
}
