package io.crossguard.server.mapping;

import com.google.protobuf.util.Durations;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.RiskModel;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.BasisReserve;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads the limits that the advisor decides by; what is unset has its default. */
final class AdvisorPolicyMapper {
  private static final AdvisorPolicy DEFAULT = AdvisorPolicy.defaults();
  private static final Set<String> FIELDS = Set.of("horizon", "targetLiquidationProbability");

  private final io.crossguard.v1.AdvisorPolicy message;
  private final FieldPath field;

  private AdvisorPolicyMapper(io.crossguard.v1.AdvisorPolicy message, FieldPath field) {
    this.message = message;
    this.field = field;
  }

  static Reading<AdvisorPolicy> fromProto(io.crossguard.v1.AdvisorPolicy message, FieldPath field) {
    return new AdvisorPolicyMapper(message, field).policy();
  }

  private Reading<AdvisorPolicy> policy() {
    Reading<AdvisorPolicy.Bands> bands = bands();
    Reading<AdvisorPolicy.Budget> budget = budget();
    Reading<AdvisorPolicy.DistanceLimits> distances = distances();
    Reading<RiskModel> riskModel = RiskModelMapper.fromProto(message, field);
    Reading<Duration> horizon = horizon();
    Reading<List<NamedRow<Rate>>> basisReserves = basisReserves();
    Reading<Rate> netToEquityMax =
        notNegative(message.getNetToEquityMax(), DEFAULT.netToEquityMax(), "netToEquityMax");
    Reading<Rate> probability = rate(
        message.getTargetLiquidationProbability(),
        DEFAULT.targetLiquidationProbability(),
        DecimalRule.FROM_ZERO_TO_ONE,
        "targetLiquidationProbability");
    Reading<Rate> feeRate = rate(
        message.getLiquidationFeeRate(),
        DEFAULT.liquidationFeeRate(),
        DecimalRule.FROM_ZERO_BELOW_ONE,
        "liquidationFeeRate");
    Reading<Rate> crossMarginRatioMax = rate(
        message.getCrossMarginRatioMax(),
        DEFAULT.crossMarginRatioMax(),
        DecimalRule.ABOVE_ZERO_TO_ONE,
        "crossMarginRatioMax");
    Reading<Rate> resizeBand =
        notNegative(message.getResizeBand(), DEFAULT.resizeBand(), "resizeBand");
    Reading<Rate> threatRatio =
        rate(message.getThreatRatio(), DEFAULT.threatRatio(), DecimalRule.POSITIVE, "threatRatio");
    Reading<Rate> dust = notNegative(message.getDust(), DEFAULT.dust(), "dust");
    Reading<Rate> offPeg = notNegative(message.getOffPeg(), DEFAULT.offPeg(), "offPeg");
    Reading<Rate> concentration = notNegative(
        message.getStablecoinConcentration(),
        DEFAULT.stablecoinConcentration(),
        "stablecoinConcentration");
    return field.reading(
        () -> new AdvisorPolicy(
            bands.get(),
            netToEquityMax.get(),
            horizon.get(),
            probability.get(),
            feeRate.get(),
            budget.get(),
            crossMarginRatioMax.get(),
            resizeBand.get(),
            threatRatio.get(),
            dust.get(),
            NamedRow.byName(basisReserves.get()),
            offPeg.get(),
            concentration.get(),
            distances.get(),
            riskModel.get()),
        FIELDS);
  }

  private Reading<AdvisorPolicy.Bands> bands() {
    AdvisorPolicy.Bands unset = DEFAULT.bands();
    Reading<Rate> neutral = share(message.getNeutralBand(), unset.neutral(), "neutralBand");
    Reading<Rate> hedged = share(message.getHedgedBand(), unset.hedged(), "hedgedBand");
    Reading<Rate> directional =
        share(message.getDirectionalBand(), unset.directional(), "directionalBand");
    Reading<Rate> exit = share(message.getExitBand(), unset.exit(), "exitBand");
    return field.reading(
        () -> new AdvisorPolicy.Bands(neutral.get(), hedged.get(), directional.get(), exit.get()));
  }

  private Reading<AdvisorPolicy.Budget> budget() {
    AdvisorPolicy.Budget unset = DEFAULT.budget();
    Reading<Rate> perRoot = share(message.getRootBudget(), unset.perRoot(), "rootBudget");
    Reading<Rate> total = share(message.getTotalBudget(), unset.total(), "totalBudget");
    return field.reading(() -> new AdvisorPolicy.Budget(perRoot.get(), total.get()));
  }

  private Reading<AdvisorPolicy.DistanceLimits> distances() {
    AdvisorPolicy.DistanceLimits unset = DEFAULT.distances();
    Reading<Rate> warning = rate(
        message.getDistanceWarning(), unset.warning(), DecimalRule.POSITIVE, "distanceWarning");
    Reading<Rate> alarm =
        rate(message.getDistanceAlarm(), unset.alarm(), DecimalRule.POSITIVE, "distanceAlarm");
    return field.reading(() -> new AdvisorPolicy.DistanceLimits(warning.get(), alarm.get()));
  }

  private Reading<Duration> horizon() {
    if (!message.hasHorizon()) {
      return Reading.of(DEFAULT.horizon());
    }
    return Durations.isValid(message.getHorizon())
        ? Reading.of(Duration.ofSeconds(
            message.getHorizon().getSeconds(), message.getHorizon().getNanos()))
        : field.child("horizon").violation("must be a valid duration");
  }

  private Reading<List<NamedRow<Rate>>> basisReserves() {
    FieldPath reserves = field.child("basisReserves");
    reserves.requireAtMost(RequestLimits.RISK_ROWS_MAX, message.getBasisReservesCount());
    return reserves.each(message.getBasisReservesList(), AdvisorPolicyMapper::basisReserve);
  }

  private static Reading<NamedRow<Rate>> basisReserve(BasisReserve message, FieldPath field) {
    FieldPath rootField = field.child("root");
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), rootField);
    Reading<Decimal> reserve = DecimalMapper.fromProto(
        message.getReserve(), DecimalRule.FROM_ZERO_TO_ONE, field.child("reserve"));
    return field.reading(() -> new NamedRow<>(root.get(), new Rate(reserve.get()), rootField));
  }

  private Reading<Rate> share(String digits, Rate unset, String name) {
    return rate(digits, unset, DecimalRule.FROM_ZERO_TO_ONE, name);
  }

  private Reading<Rate> notNegative(String digits, Rate unset, String name) {
    return rate(digits, unset, DecimalRule.NOT_NEGATIVE, name);
  }

  private Reading<Rate> rate(String digits, Rate unset, DecimalRule rule, String name) {
    FieldPath place = field.child(name);
    if (digits.isEmpty()) {
      return Reading.of(unset);
    }
    Reading<Decimal> value = DecimalMapper.fromProto(digits, rule, place);
    return place.reading(() -> new Rate(value.get()));
  }
}
