package io.crossguard.server.mapping;

import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.Requirement;
import io.crossguard.margin.rules.ShortOptionAmounts;
import io.crossguard.margin.rules.ShortOptionRates;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/** Reads what a position requires out of an instrument. */
final class RequirementMapper {
  private RequirementMapper() {}

  static Reading<Requirement> fromProto(io.crossguard.v1.Requirement message, FieldPath field) {
    return switch (message.getKindCase()) {
      case SHORT_OPTION_RATES ->
        rates(message.getShortOptionRates(), field.child("shortOptionRates"));
      case SHORT_OPTION_AMOUNTS ->
        amounts(message.getShortOptionAmounts(), field.child("shortOptionAmounts"));
      default -> {
        Reading<RateSchedule> schedule = RateScheduleMapper.fromProto(message, field);
        yield field.reading(schedule::get);
      }
    };
  }

  private static Reading<Requirement> rates(
      io.crossguard.v1.ShortOptionRates message, FieldPath field) {
    Reading<Decimal> initial = DecimalMapper.fromProto(
        message.getInitialRate(), DecimalRule.POSITIVE, field.child("initialRate"));
    Reading<Decimal> initialLeast = DecimalMapper.fromProto(
        message.getInitialRateLeast(), DecimalRule.POSITIVE, field.child("initialRateLeast"));
    Reading<Decimal> maintenance = DecimalMapper.fromProto(
        message.getMaintenanceRate(), DecimalRule.NOT_NEGATIVE, field.child("maintenanceRate"));
    Reading<Optional<Decimal>> ofMark = DecimalMapper.optionalFromProto(
        message.getMaintenanceMarkRate(),
        DecimalRule.NOT_NEGATIVE,
        field.child("maintenanceMarkRate"));
    Reading<Optional<Decimal>> toMaintenance = DecimalMapper.optionalFromProto(
        message.getInitialToMaintenance(),
        DecimalRule.FROM_ONE,
        field.child("initialToMaintenance"));
    Reading<Optional<Decimal>> longInitial = longInitial(message.getLongInitialRate(), field);
    return field.reading(() -> new ShortOptionRates(
        new Rate(initial.get()),
        new Rate(initialLeast.get()),
        new Rate(maintenance.get()),
        new Rate(ofMark.get().orElse(Decimal.ZERO)),
        toMaintenance.get().orElse(Decimal.ONE),
        message.getMarkJoins(),
        new Rate(longInitial.get().orElse(Decimal.ONE))));
  }

  private static Reading<Requirement> amounts(
      io.crossguard.v1.ShortOptionAmounts message, FieldPath field) {
    Reading<Decimal> initial =
        DecimalMapper.fromProto(message.getInitial(), DecimalRule.POSITIVE, field.child("initial"));
    Reading<Decimal> maintenance = DecimalMapper.fromProto(
        message.getMaintenance(), DecimalRule.NOT_NEGATIVE, field.child("maintenance"));
    Reading<Optional<Decimal>> longInitial = longInitial(message.getLongInitialRate(), field);
    return field.reading(() -> new ShortOptionAmounts(
        initial.get(), maintenance.get(), new Rate(longInitial.get().orElse(Decimal.ONE))));
  }

  private static Reading<Optional<Decimal>> longInitial(String digits, FieldPath field) {
    return DecimalMapper.optionalFromProto(
        digits, DecimalRule.FROM_ZERO_TO_ONE, field.child("longInitialRate"));
  }
}
