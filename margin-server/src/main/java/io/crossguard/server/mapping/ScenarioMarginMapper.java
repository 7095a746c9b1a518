package io.crossguard.server.mapping;

import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Contingencies;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.RuleSet;
import java.util.List;
import java.util.Optional;

/** Reads portfolio margin out of a rule set. */
final class ScenarioMarginMapper {
  private ScenarioMarginMapper() {}

  static Reading<Optional<ScenarioMargin>> fromProto(RuleSet message, FieldPath field) {
    return message.hasScenarioMargin()
        ? fromProto(message.getScenarioMargin(), field)
        : Reading.of(Optional.empty());
  }

  private static Reading<Optional<ScenarioMargin>> fromProto(
      io.crossguard.v1.ScenarioMargin message, FieldPath field) {
    FieldPath rootsField = field.child("roots");
    rootsField.requireAtMost(RequestLimits.ROOTS_MAX, message.getRootsCount());
    FieldPath shocksField = field.child("shocks");
    shocksField.requireAtMost(RequestLimits.SHOCKS_MAX, message.getShocksCount());
    Reading<List<String>> roots =
        rootsField.each(message.getRootsList(), IdentifierMapper::fromProto);
    Reading<List<Shock>> shocks =
        shocksField.each(message.getShocksList(), ScenarioMarginMapper::shock);
    Reading<Contingencies> contingencies =
        contingencies(message.getContingencies(), field.child("contingencies"));
    Reading<Decimal> initialFactor = DecimalMapper.fromProto(
        message.getInitialFactor(), DecimalRule.FROM_ONE, field.child("initialFactor"));
    return field.reading(() -> Optional.of(
        new ScenarioMargin(roots.get(), shocks.get(), contingencies.get(), initialFactor.get())));
  }

  private static Reading<Shock> shock(
      io.crossguard.v1.ScenarioMargin.Shock message, FieldPath field) {
    Reading<Decimal> price = DecimalMapper.fromProto(
        message.getPriceFactor(), DecimalRule.POSITIVE, field.child("priceFactor"));
    Reading<Optional<Decimal>> volatility = DecimalMapper.optionalFromProto(
        message.getVolatilityFactor(), DecimalRule.POSITIVE, field.child("volatilityFactor"));
    Reading<Optional<Decimal>> weight = DecimalMapper.optionalFromProto(
        message.getWeight(), DecimalRule.ABOVE_ZERO_TO_ONE, field.child("weight"));
    return field.reading(() -> new Shock(
        price.get(),
        volatility.get().orElse(Decimal.ONE),
        new Rate(weight.get().orElse(Decimal.ONE))));
  }

  private static Reading<Contingencies> contingencies(
      io.crossguard.v1.ScenarioMargin.Contingencies message, FieldPath field) {
    Reading<Rate> spot = rate(message.getSpot(), field.child("spot"));
    Reading<Rate> perpetual = rate(message.getPerpetual(), field.child("perpetual"));
    Reading<Rate> future = rate(message.getFuture(), field.child("future"));
    Reading<Rate> option = rate(message.getOption(), field.child("option"));
    return field.reading(
        () -> new Contingencies(spot.get(), perpetual.get(), future.get(), option.get()));
  }

  private static Reading<Rate> rate(String digits, FieldPath field) {
    Reading<Optional<Decimal>> rate =
        DecimalMapper.optionalFromProto(digits, DecimalRule.NOT_NEGATIVE, field);
    return field.reading(() -> new Rate(rate.get().orElse(Decimal.ZERO)));
  }
}
