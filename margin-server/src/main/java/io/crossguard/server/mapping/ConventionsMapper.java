package io.crossguard.server.mapping;

import io.crossguard.margin.rules.Band;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.RuleSet;
import java.util.List;
import java.util.Optional;

/** Reads how a venue reads the figures of a scope; what is unset has its default. */
final class ConventionsMapper {
  private ConventionsMapper() {}

  static Reading<Conventions> fromProto(RuleSet message, FieldPath field) {
    Reading<CollateralMode> collateralMode = EnumMapper.fromProto(
        message.getCollateralMode(), CollateralMode.SINGLE_ASSET, field.child("collateralMode"));
    Reading<PositionMode> positionMode = EnumMapper.fromProto(
        message.getPositionMode(), PositionMode.HEDGE, field.child("positionMode"));
    Reading<Optional<Decimal>> warningLevel = DecimalMapper.optionalFromProto(
        message.getWarningLevel(), DecimalRule.ABOVE_ZERO_TO_ONE, field.child("warningLevel"));
    Reading<Optional<Decimal>> trigger = DecimalMapper.optionalFromProto(
        message.getLiquidationTrigger(), DecimalRule.FROM_ONE, field.child("liquidationTrigger"));
    Reading<Optional<Decimal>> backstopLevel = DecimalMapper.optionalFromProto(
        message.getBackstopLevel(), DecimalRule.POSITIVE, field.child("backstopLevel"));
    Reading<RequirementBases> bases = bases(message.getBases(), field.child("bases"));
    Reading<Netting> netting =
        EnumMapper.fromProto(message.getNetting(), Netting.GROSS, field.child("netting"));
    Reading<OrderMargin> orderMargin =
        orderMargin(message.getOrderMargin(), field.child("orderMargin"));
    Reading<Release> release = release(message.getRelease(), field.child("release"));
    Reading<List<Band>> bands = bands(message.getBandsList(), field.child("bands"));
    Reading<ChangePolicy> changePolicy =
        ChangePolicyMapper.fromProto(message.getChangePolicy(), field.child("changePolicy"));
    Reading<LiquidationPolicy> liquidationPolicy = LiquidationPolicyMapper.fromProto(
        message.getLiquidationPolicy(), field.child("liquidationPolicy"));
    Reading<Optional<ScenarioMargin>> scenarioMargin =
        ScenarioMarginMapper.fromProto(message, field.child("scenarioMargin"));
    return field.reading(() -> Conventions.builder(collateralMode.get())
        .positionMode(positionMode.get())
        .warningLevel(warningLevel.get().map(Rate::new).orElse(Conventions.WARNING_LEVEL_DEFAULT))
        .liquidationTrigger(trigger.get().map(Rate::new).orElse(Rate.ONE))
        .liquidatesAtTrigger(message.getLiquidatesAtTrigger())
        .backstopLevel(backstopLevel.get().map(Rate::new))
        .bases(bases.get())
        .netting(netting.get())
        .orderMargin(orderMargin.get())
        .release(release.get())
        .bands(bands.get())
        .changePolicy(changePolicy.get())
        .liquidationPolicy(liquidationPolicy.get())
        .scenarioMargin(scenarioMargin.get())
        .build());
  }

  private static Reading<RequirementBases> bases(
      io.crossguard.v1.RequirementBases message, FieldPath field) {
    Reading<RequirementBasis> crossInitial =
        basis(message.getCrossInitial(), field.child("crossInitial"));
    Reading<RequirementBasis> crossMaintenance =
        basis(message.getCrossMaintenance(), field.child("crossMaintenance"));
    Reading<RequirementBasis> isolatedInitial =
        basis(message.getIsolatedInitial(), field.child("isolatedInitial"));
    Reading<RequirementBasis> isolatedMaintenance =
        basis(message.getIsolatedMaintenance(), field.child("isolatedMaintenance"));
    return field.reading(() -> new RequirementBases(
        crossInitial.get(),
        crossMaintenance.get(),
        isolatedInitial.get(),
        isolatedMaintenance.get()));
  }

  private static Reading<RequirementBasis> basis(
      io.crossguard.v1.RequirementBases.Basis basis, FieldPath field) {
    return EnumMapper.fromProto(basis, RequirementBasis.MARK, field);
  }

  private static Reading<OrderMargin> orderMargin(
      io.crossguard.v1.OrderMargin message, FieldPath field) {
    Reading<OrderMargin.Kind> kind =
        EnumMapper.fromProto(message.getKind(), OrderMargin.Kind.NONE, field.child("kind"));
    Reading<Optional<Decimal>> openingFeeRate = DecimalMapper.optionalFromProto(
        message.getOpeningFeeRate(),
        DecimalRule.FROM_ZERO_BELOW_ONE,
        field.child("openingFeeRate"));
    Reading<Optional<Decimal>> closingFeeRate = DecimalMapper.optionalFromProto(
        message.getClosingFeeRate(),
        DecimalRule.FROM_ZERO_BELOW_ONE,
        field.child("closingFeeRate"));
    return field.reading(() -> new OrderMargin(
        kind.get(),
        message.getJoinsMaintenance(),
        new Rate(openingFeeRate.get().orElse(Decimal.ZERO)),
        new Rate(closingFeeRate.get().orElse(Decimal.ZERO)),
        message.getClosingFeeAtBankruptcy()));
  }

  private static Reading<Release> release(io.crossguard.v1.Release message, FieldPath field) {
    Reading<Release.Kind> kind =
        EnumMapper.fromProto(message.getKind(), Release.Kind.LOSS_COUNTS, field.child("kind"));
    Reading<Optional<Decimal>> notionalShare = DecimalMapper.optionalFromProto(
        message.getNotionalShare(), DecimalRule.NOT_NEGATIVE, field.child("notionalShare"));
    Reading<Optional<Decimal>> maintenanceMultiple = DecimalMapper.optionalFromProto(
        message.getMaintenanceMultiple(),
        DecimalRule.NOT_NEGATIVE,
        field.child("maintenanceMultiple"));
    return field.reading(() -> new Release(
        kind.get(),
        notionalShare.get().orElse(Decimal.ZERO),
        maintenanceMultiple.get().orElse(Decimal.ZERO)));
  }

  private static Reading<List<Band>> bands(List<io.crossguard.v1.Band> messages, FieldPath field) {
    field.requireAtMost(RequestLimits.BANDS_MAX, messages.size());
    return field.each(messages, ConventionsMapper::band);
  }

  private static Reading<Band> band(io.crossguard.v1.Band message, FieldPath field) {
    Reading<String> name = IdentifierMapper.fromProto(message.getName(), field.child("name"));
    Reading<Decimal> multiple = DecimalMapper.fromProto(
        message.getBalanceToMaintenanceMax(),
        DecimalRule.POSITIVE,
        field.child("balanceToMaintenanceMax"));
    return field.reading(() -> new Band(name.get(), multiple.get()));
  }
}
