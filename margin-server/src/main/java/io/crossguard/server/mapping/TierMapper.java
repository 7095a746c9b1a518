package io.crossguard.server.mapping;

import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.MarginTier;
import java.util.Optional;

/** Reads one tier of a schedule. */
final class TierMapper {
  private TierMapper() {}

  static Reading<Tier> fromProto(MarginTier message, FieldPath field) {
    Reading<Decimal> notionalFloor = DecimalMapper.fromProto(
        message.getNotionalFloor(), DecimalRule.NOT_NEGATIVE, field.child("notionalFloor"));
    Reading<Decimal> maintenanceRate = DecimalMapper.fromProto(
        message.getMaintenanceRate(),
        DecimalRule.FROM_ZERO_BELOW_ONE,
        field.child("maintenanceRate"));
    Reading<Optional<Decimal>> maintenanceDeduction = DecimalMapper.optionalFromProto(
        message.getMaintenanceDeduction(),
        DecimalRule.NOT_NEGATIVE,
        field.child("maintenanceDeduction"));
    Reading<Optional<Decimal>> maxLeverage = maxLeverage(message, field.child("maxLeverage"));
    Reading<Optional<Decimal>> initialRate = DecimalMapper.optionalFromProto(
        message.getInitialRate(), DecimalRule.POSITIVE, field.child("initialRate"));
    return field.reading(() -> new Tier(
        notionalFloor.get(),
        new Rate(maintenanceRate.get()),
        maintenanceDeduction.get(),
        orInverse(initialRate.get(), maxLeverage.get()),
        orInverse(maxLeverage.get(), initialRate.get())));
  }

  private static Reading<Optional<Decimal>> maxLeverage(MarginTier message, FieldPath field) {
    return message.getMaxLeverage().isEmpty() && message.getInitialRate().isEmpty()
        ? field.violation("must be set, or initialRate in its place")
        : DecimalMapper.optionalFromProto(message.getMaxLeverage(), DecimalRule.POSITIVE, field);
  }

  /** Initial rate and highest leverage are each one over the other, where only one is given. */
  private static Fraction orInverse(Optional<Decimal> given, Optional<Decimal> other) {
    return given.map(Fraction::of).orElseGet(() -> Fraction.of(Decimal.ONE, other.orElseThrow()));
  }
}
