package io.crossguard.server.mapping;

import io.crossguard.margin.rules.LinearInSize;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.PowerOfNotional;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.SquareRootOfSize;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.Requirement;
import java.util.List;

/** Reads what a position requires out of an instrument. */
final class RateScheduleMapper {
  private RateScheduleMapper() {}

  static Reading<RateSchedule> fromProto(Requirement message, FieldPath field) {
    return switch (message.getKindCase()) {
      case MARGINAL_TIERS ->
        marginalTiers(message.getMarginalTiers(), field.child("marginalTiers"));
      case WHOLE_POSITION_TIERS ->
        wholePositionTiers(message.getWholePositionTiers(), field.child("wholePositionTiers"));
      case LINEAR_IN_SIZE -> linearInSize(message.getLinearInSize(), field.child("linearInSize"));
      case POWER_OF_NOTIONAL ->
        powerOfNotional(message.getPowerOfNotional(), field.child("powerOfNotional"));
      case SQUARE_ROOT_OF_SIZE ->
        squareRootOfSize(message.getSquareRootOfSize(), field.child("squareRootOfSize"));
      case SHORT_OPTION_RATES, SHORT_OPTION_AMOUNTS ->
        field.violation("must be a schedule by notional");
      case KIND_NOT_SET -> field.violation("must be set");
    };
  }

  private static Reading<RateSchedule> marginalTiers(
      io.crossguard.v1.MarginalTiers message, FieldPath field) {
    Reading<List<Tier>> tiers = tiers(message.getTiersList(), field);
    return field.reading(() -> new MarginalTiers(tiers.get()));
  }

  private static Reading<RateSchedule> wholePositionTiers(
      io.crossguard.v1.WholePositionTiers message, FieldPath field) {
    Reading<List<Tier>> tiers = tiers(message.getTiersList(), field);
    for (int k = 0; k < message.getTiersCount(); k++) {
      if (!message.getTiers(k).getMaintenanceDeduction().isEmpty()) {
        field
            .child("tiers")
            .at(k)
            .child("maintenanceDeduction")
            .violation("must not be set: the rate holds for the whole position");
      }
    }
    return field.reading(() -> new WholePositionTiers(tiers.get()));
  }

  private static Reading<List<Tier>> tiers(List<MarginTier> messages, FieldPath field) {
    FieldPath tiersField = field.child("tiers");
    tiersField.requireAtMost(RequestLimits.TIERS_MAX, messages.size());
    return tiersField.each(messages, TierMapper::fromProto);
  }

  private static Reading<RateSchedule> linearInSize(
      io.crossguard.v1.LinearInSize message, FieldPath field) {
    Reading<Rate> initialBase = initialBase(message.getInitialBase(), field);
    Reading<Decimal> initialSlope =
        notNegative(message.getInitialSlope(), field.child("initialSlope"));
    Reading<Rate> maintenanceBase = maintenanceBase(message.getMaintenanceBase(), field);
    Reading<Decimal> maintenanceSlope =
        notNegative(message.getMaintenanceSlope(), field.child("maintenanceSlope"));
    return field.reading(() -> new LinearInSize(
        new LinearInSize.SizeRate(initialBase.get(), initialSlope.get()),
        new LinearInSize.SizeRate(maintenanceBase.get(), maintenanceSlope.get())));
  }

  private static Reading<RateSchedule> powerOfNotional(
      io.crossguard.v1.PowerOfNotional message, FieldPath field) {
    Reading<Rate> initialBase = initialBase(message.getInitialBase(), field);
    Reading<Rate> maintenanceBase = maintenanceBase(message.getMaintenanceBase(), field);
    Reading<Decimal> initialFactor =
        notNegative(message.getInitialFactor(), field.child("initialFactor"));
    if (!initialBase.isFailed()
        && !maintenanceBase.isFailed()
        && maintenanceBase.get().compareTo(initialBase.get()) > 0) {
      return field.child("maintenanceBase").violation("must be at most the initial base");
    }
    return field.reading(
        () -> new PowerOfNotional(initialBase.get(), maintenanceBase.get(), initialFactor.get()));
  }

  private static Reading<RateSchedule> squareRootOfSize(
      io.crossguard.v1.SquareRootOfSize message, FieldPath field) {
    Reading<Rate> initialBase = initialBase(message.getInitialBase(), field);
    Reading<Decimal> initialFactor =
        notNegative(message.getInitialFactor(), field.child("initialFactor"));
    Reading<Rate> maintenanceBase = maintenanceBase(message.getMaintenanceBase(), field);
    Reading<Decimal> maintenanceFactor =
        notNegative(message.getMaintenanceFactor(), field.child("maintenanceFactor"));
    return field.reading(() -> new SquareRootOfSize(
        new SquareRootOfSize.RootRate(initialBase.get(), initialFactor.get()),
        new SquareRootOfSize.RootRate(maintenanceBase.get(), maintenanceFactor.get())));
  }

  private static Reading<Rate> initialBase(String digits, FieldPath field) {
    return rate(digits, DecimalRule.ABOVE_ZERO_BELOW_ONE, field.child("initialBase"));
  }

  private static Reading<Rate> maintenanceBase(String digits, FieldPath field) {
    return rate(digits, DecimalRule.FROM_ZERO_BELOW_ONE, field.child("maintenanceBase"));
  }

  private static Reading<Rate> rate(String digits, DecimalRule rule, FieldPath field) {
    Reading<Decimal> value = DecimalMapper.fromProto(digits, rule, field);
    return field.reading(() -> new Rate(value.get()));
  }

  private static Reading<Decimal> notNegative(String digits, FieldPath field) {
    return DecimalMapper.fromProto(digits, DecimalRule.NOT_NEGATIVE, field);
  }
}
