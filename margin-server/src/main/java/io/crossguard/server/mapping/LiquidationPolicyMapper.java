package io.crossguard.server.mapping;

import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.LiquidationPolicy.CancelledOrders;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingOrder;
import io.crossguard.margin.rules.LiquidationPolicy.ClosingPrice;
import io.crossguard.margin.rules.LiquidationPolicy.Portion;
import io.crossguard.margin.rules.LiquidationPolicy.StopCondition;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/** Reads how a scope is liquidated; what is unset has its default. */
final class LiquidationPolicyMapper {
  private static final LiquidationPolicy DEFAULT = LiquidationPolicy.DEFAULT;

  private LiquidationPolicyMapper() {}

  static Reading<LiquidationPolicy> fromProto(
      io.crossguard.v1.LiquidationPolicy message, FieldPath field) {
    Reading<CancelledOrders> cancelledOrders = EnumMapper.fromProto(
        message.getCancelledOrders(), DEFAULT.cancelledOrders(), field.child("cancelledOrders"));
    Reading<ClosingOrder> order =
        EnumMapper.fromProto(message.getOrder(), DEFAULT.order(), field.child("order"));
    Reading<Portion> portion = portion(message.getPortion(), field.child("portion"));
    Reading<StopCondition> stopCondition =
        stopCondition(message.getStopCondition(), field.child("stopCondition"));
    Reading<ClosingPrice> price = price(message.getPrice(), field.child("price"));
    Reading<Optional<Decimal>> feeRate = DecimalMapper.optionalFromProto(
        message.getFeeRate(), DecimalRule.FROM_ZERO_BELOW_ONE, field.child("feeRate"));
    return field.reading(() -> new LiquidationPolicy(
        cancelledOrders.get(),
        message.getNetsOppositeFirst(),
        order.get(),
        portion.get(),
        stopCondition.get(),
        price.get(),
        feeRate.get().map(Rate::new).orElse(DEFAULT.feeRate())));
  }

  private static Reading<Portion> portion(
      io.crossguard.v1.LiquidationPolicy.Portion message, FieldPath field) {
    return switch (message.getKindCase()) {
      case WHOLE -> Reading.of(new Portion.Whole());
      case TIER_STEP -> tierStep(message.getTierStep().getTiers(), field.child("tierStep"));
      case SHARE -> share(message.getShare(), field.child("share"));
      case MINIMUM -> Reading.of(new Portion.Minimum(message.getMinimum().getIgnoresFee()));
      case KIND_NOT_SET -> Reading.of(DEFAULT.portion());
    };
  }

  private static Reading<Portion> tierStep(int tiers, FieldPath field) {
    return tiers < 0
        ? field.child("tiers").violation("must be at least 1")
        : Reading.of(new Portion.TierStep(tiers == 0 ? 1 : tiers));
  }

  private static Reading<Portion> share(
      io.crossguard.v1.LiquidationPolicy.Portion.Share message, FieldPath field) {
    Reading<Decimal> fraction = DecimalMapper.fromProto(
        message.getFraction(), DecimalRule.ABOVE_ZERO_BELOW_ONE, field.child("fraction"));
    Reading<Optional<Decimal>> limit = DecimalMapper.optionalFromProto(
        message.getNotionalLimit(), DecimalRule.NOT_NEGATIVE, field.child("notionalLimit"));
    return field.reading(
        () -> new Portion.Share(new Rate(fraction.get()), limit.get().orElse(Decimal.ZERO)));
  }

  private static Reading<StopCondition> stopCondition(
      io.crossguard.v1.LiquidationPolicy.StopCondition message, FieldPath field) {
    return switch (message.getKindCase()) {
      case MAINTENANCE -> Reading.of(new StopCondition.Maintenance());
      case MAINTENANCE_TIMES ->
        maintenanceTimes(message.getMaintenanceTimes(), field.child("maintenanceTimes"));
      case MAINTENANCE_PLUS_NOTIONAL ->
        maintenancePlusNotional(
            message.getMaintenancePlusNotional(), field.child("maintenancePlusNotional"));
      case INITIAL -> Reading.of(new StopCondition.Initial());
      case KIND_NOT_SET -> Reading.of(DEFAULT.stopCondition());
    };
  }

  private static Reading<StopCondition> maintenanceTimes(String digits, FieldPath field) {
    Reading<Decimal> multiple = DecimalMapper.fromProto(digits, DecimalRule.FROM_ONE, field);
    return field.reading(() -> new StopCondition.MaintenanceTimes(multiple.get()));
  }

  private static Reading<StopCondition> maintenancePlusNotional(String digits, FieldPath field) {
    Reading<Decimal> share = DecimalMapper.fromProto(digits, DecimalRule.NOT_NEGATIVE, field);
    return field.reading(() -> new StopCondition.MaintenancePlusNotional(new Rate(share.get())));
  }

  private static Reading<ClosingPrice> price(
      io.crossguard.v1.LiquidationPolicy.ClosingPrice message, FieldPath field) {
    return switch (message.getKindCase()) {
      case MARK -> mark(message.getMark().getSlippage(), field.child("mark").child("slippage"));
      case BANKRUPTCY -> Reading.of(new ClosingPrice.Bankruptcy());
      case RATIO_PRESERVING -> Reading.of(new ClosingPrice.RatioPreserving());
      case KIND_NOT_SET -> Reading.of(DEFAULT.price());
    };
  }

  private static Reading<ClosingPrice> mark(String digits, FieldPath field) {
    Reading<Optional<Decimal>> slippage =
        DecimalMapper.optionalFromProto(digits, DecimalRule.FROM_ZERO_BELOW_ONE, field);
    return field.reading(
        () -> new ClosingPrice.Mark(new Rate(slippage.get().orElse(Decimal.ZERO))));
  }
}
