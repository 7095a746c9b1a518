package io.crossguard.server.mapping;

import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.Requirement;
import java.util.List;
import java.util.Optional;

/** Reads what a position requires out of an instrument. */
final class RateScheduleMapper {
  private RateScheduleMapper() {}

  static Reading<RateSchedule> fromProto(Requirement message, FieldPath field) {
    return switch (message.getKindCase()) {
      case MARGINAL_TIERS ->
        marginalTiers(message.getMarginalTiers(), field.child("marginalTiers"));
      case KIND_NOT_SET -> field.violation("must be set");
    };
  }

  private static Reading<RateSchedule> marginalTiers(
      io.crossguard.v1.MarginalTiers message, FieldPath field) {
    FieldPath tiersField = field.child("tiers");
    tiersField.requireAtMost(RequestLimits.TIERS_MAX, message.getTiersCount());
    Reading<List<Tier>> tiers = tiersField.each(message.getTiersList(), RateScheduleMapper::tier);
    return field.reading(() -> new MarginalTiers(tiers.get()));
  }

  private static Reading<Tier> tier(MarginTier message, FieldPath field) {
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
    Reading<Decimal> maxLeverage = DecimalMapper.fromProto(
        message.getMaxLeverage(), DecimalRule.POSITIVE, field.child("maxLeverage"));
    Reading<Optional<Decimal>> initialRate = DecimalMapper.optionalFromProto(
        message.getInitialRate(), DecimalRule.POSITIVE, field.child("initialRate"));
    return field.reading(() -> new Tier(
        notionalFloor.get(),
        new Rate(maintenanceRate.get()),
        maintenanceDeduction.get(),
        initialRate
            .get()
            .map(Fraction::of)
            .orElseGet(() -> Fraction.of(Decimal.ONE, maxLeverage.get())),
        Fraction.of(maxLeverage.get())));
  }
}
