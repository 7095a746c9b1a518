package io.crossguard.advisor.exposure;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns positions into signed amounts of their roots. The formulas are those of {@link Portfolio}. */
final class PositionLegs {
  private static final Decimal COST_OF_PERPETUAL = Decimal.ONE;
  private static final Decimal COST_OF_FUTURE = Decimal.of(2);
  private static final Decimal COST_OF_OPTION = Decimal.of(4);
  private static final Decimal SECONDS_A_YEAR = Decimal.of(Duration.ofDays(365).toSeconds());

  private final ResolvedAccount account;
  private final RootPrices prices;
  private final Instant reference;

  PositionLegs(ResolvedAccount account, RootPrices prices) {
    this.account = account;
    this.prices = prices;
    this.reference = reference();
  }

  /** In the order of the account. */
  List<ExposureLeg> of(AccountMargin margin) {
    List<ExposureLeg> legs = new ArrayList<>();
    for (int i = 0; i < margin.positions().size(); i++) {
      legs.add(leg(account.account().positions().get(i), margin.positions().get(i)));
    }
    return legs;
  }

  private ExposureLeg leg(Position position, PositionMargin figures) {
    Instrument instrument = account.rules().instrument(position.instrumentId()).orElseThrow();
    Optional<OptionModel> option = OptionModel.of(instrument, account.market(), account.rules());
    return new ExposureLeg.PositionLeg(
        position,
        instrument,
        figures,
        option
            .map(model -> coins(position, instrument, model))
            .orElseGet(() -> coins(position, instrument, figures)),
        option.map(PositionLegs::cost).orElseGet(() -> cost(instrument)),
        option);
  }

  /** Years to expiry count from the market's time, or where that is unknown from the first one. */
  private Instant reference() {
    return account
        .market()
        .asOf()
        .or(() -> account.rules().instruments().values().stream()
            .flatMap(instrument -> instrument.expiry().stream())
            .min(Comparator.naturalOrder()))
        .orElse(Instant.EPOCH);
  }

  private Decimal cost(Instrument instrument) {
    return instrument
        .expiry()
        .map(expiry ->
            COST_OF_FUTURE.plus(Decimal.of(Duration.between(reference, expiry).toSeconds())
                .max(Decimal.ZERO)
                .dividedBy(SECONDS_A_YEAR)))
        .orElse(COST_OF_PERPETUAL);
  }

  private static Decimal cost(OptionModel option) {
    return COST_OF_OPTION.plus(
        option.underlying().times(option.greeks().gamma().abs()).rounded());
  }

  private Decimal coins(Position position, Instrument instrument, OptionModel option) {
    Price mark = account.market().markPrice(instrument.instrumentId()).orElseThrow();
    Decimal size = position.quantity().contracts().times(instrument.multiplier());
    return option.coins(mark).times(size).rounded();
  }

  private Decimal coins(Position position, Instrument instrument, PositionMargin figures) {
    Decimal size = position.quantity().contracts().times(instrument.multiplier());
    Decimal notional = figures.notional().amount();
    Decimal signed = size.isNegative() ? notional.negated() : notional;
    return switch (instrument.payoff()) {
      case LINEAR -> size;
      case INVERSE -> signed;
      case QUANTO ->
        signed
            .times(account.index(instrument.settlementAsset()).value())
            .dividedBy(prices.of(instrument.root()).value());
    };
  }
}
