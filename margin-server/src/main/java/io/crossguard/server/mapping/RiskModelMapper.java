package io.crossguard.server.mapping;

import com.google.protobuf.util.Durations;
import io.crossguard.advisor.policy.ConvexityLimits;
import io.crossguard.advisor.policy.CorrelationLimits;
import io.crossguard.advisor.policy.ExcursionMultiples;
import io.crossguard.advisor.policy.RiskModel;
import io.crossguard.advisor.policy.SmallCoins;
import io.crossguard.advisor.policy.VolatilityLimits;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.AdvisorPolicy;
import io.crossguard.v1.ExcursionHorizon;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads how far prices are expected to run; what is unset has its default. */
final class RiskModelMapper {
  private RiskModelMapper() {}

  static Reading<RiskModel> fromProto(AdvisorPolicy message, FieldPath field) {
    RiskModel unset = RiskModel.defaults();
    Reading<ExcursionMultiples> multiples = message.hasExcursionMultiples()
        ? multiples(message.getExcursionMultiples(), field.child("excursionMultiples"))
        : Reading.of(unset.multiples());
    Reading<SmallCoins> smallCoins = smallCoins(message, unset.smallCoins(), field);
    Reading<VolatilityLimits> volatility = volatility(message, unset.volatility(), field);
    Reading<CorrelationLimits> correlation = correlation(message, unset.correlation(), field);
    Reading<ConvexityLimits> convexity = convexity(message, unset.convexity(), field);
    return field.reading(() -> new RiskModel(
        multiples.get(), smallCoins.get(), volatility.get(), correlation.get(), convexity.get()));
  }

  private static Reading<ExcursionMultiples> multiples(
      io.crossguard.v1.ExcursionMultiples message, FieldPath field) {
    FieldPath horizonsField = field.child("horizons");
    horizonsField.requireAtMost(RequestLimits.MULTIPLES_MAX, message.getHorizonsCount());
    Reading<List<Decimal>> probabilities = decimals(
        message.getProbabilitiesList(), DecimalRule.FROM_ZERO_TO_ONE, field.child("probabilities"));
    Reading<List<ExcursionMultiples.Horizon>> horizons =
        horizonsField.each(message.getHorizonsList(), RiskModelMapper::horizon);
    return field.reading(
        () -> new ExcursionMultiples(
            message.getOrigin(),
            probabilities.get().stream().map(Rate::new).toList(),
            horizons.get()),
        Set.of("origin", "probabilities", "horizons"));
  }

  private static Reading<ExcursionMultiples.Horizon> horizon(
      ExcursionHorizon message, FieldPath field) {
    Reading<Duration> length = message.hasLength()
        ? duration(message.getLength(), field.child("length"))
        : field.child("length").violation("must be set");
    Reading<List<Decimal>> longs =
        decimals(message.getLongsList(), DecimalRule.POSITIVE, field.child("longs"));
    Reading<List<Decimal>> shorts =
        decimals(message.getShortsList(), DecimalRule.POSITIVE, field.child("shorts"));
    return field.reading(
        () -> new ExcursionMultiples.Horizon(length.get(), longs.get(), shorts.get()),
        Set.of("length", "shorts"));
  }

  private static Reading<List<Decimal>> decimals(
      List<String> digits, DecimalRule rule, FieldPath field) {
    field.requireAtMost(RequestLimits.MULTIPLES_MAX, digits.size());
    return field.each(digits, (each, place) -> DecimalMapper.fromProto(each, rule, place));
  }

  private static Reading<SmallCoins> smallCoins(
      AdvisorPolicy message, SmallCoins unset, FieldPath field) {
    FieldPath coinsField = field.child("largeCoins");
    coinsField.requireAtMost(RequestLimits.RISK_ROWS_MAX, message.getLargeCoinsCount());
    Reading<List<String>> coins =
        coinsField.each(message.getLargeCoinsList(), IdentifierMapper::fromProto);
    Reading<Decimal> factor = message.getSmallCoinFactor().isEmpty()
        ? Reading.of(unset.factor())
        : DecimalMapper.fromProto(
            message.getSmallCoinFactor(), DecimalRule.FROM_ONE, field.child("smallCoinFactor"));
    return field.reading(() -> new SmallCoins(
        factor.get(), coins.get().isEmpty() ? unset.largeCoins() : Set.copyOf(coins.get())));
  }

  private static Reading<VolatilityLimits> volatility(
      AdvisorPolicy message, VolatilityLimits unset, FieldPath field) {
    Reading<Rate> floor = rate(
        message.getVolatilityFloor(),
        unset.floor(),
        DecimalRule.NOT_NEGATIVE,
        field.child("volatilityFloor"));
    Reading<Rate> share = rate(
        message.getVolatilityShareOfMedian(),
        unset.shareOfMedian(),
        DecimalRule.FROM_ZERO_TO_ONE,
        field.child("volatilityShareOfMedian"));
    Reading<Duration> age = message.hasClosesAgeMax()
        ? duration(message.getClosesAgeMax(), field.child("closesAgeMax"))
        : Reading.of(unset.closesAgeMax());
    return field.reading(
        () -> new VolatilityLimits(floor.get(), share.get(), age.get()), Set.of("closesAgeMax"));
  }

  private static Reading<CorrelationLimits> correlation(
      AdvisorPolicy message, CorrelationLimits unset, FieldPath field) {
    Reading<Rate> rSquared = share(
        message.getCorrelationRSquaredMin(), unset.rSquaredMin(), field, "correlationRSquaredMin");
    Reading<Duration> sample = message.hasCorrelationSampleMin()
        ? duration(message.getCorrelationSampleMin(), field.child("correlationSampleMin"))
        : Reading.of(unset.sampleMin());
    Reading<Rate> betaBand =
        share(message.getCorrelationBetaBand(), unset.betaBand(), field, "correlationBetaBand");
    Reading<Rate> sizeBand =
        share(message.getCorrelationSizeBand(), unset.sizeBand(), field, "correlationSizeBand");
    Reading<Rate> stress =
        share(message.getCorrelationStress(), unset.stress(), field, "correlationStress");
    Reading<Rate> relief =
        share(message.getCorrelationReliefMax(), unset.reliefMax(), field, "correlationReliefMax");
    Reading<Rate> tailMax = rate(
        message.getCorrelationTailMax(),
        unset.tailMax(),
        DecimalRule.NOT_NEGATIVE,
        field.child("correlationTailMax"));
    return field.reading(
        () -> new CorrelationLimits(
            rSquared.get(),
            sample.get(),
            betaBand.get(),
            sizeBand.get(),
            stress.get(),
            relief.get(),
            tailMax.get()),
        Set.of("correlationSampleMin"));
  }

  private static Reading<ConvexityLimits> convexity(
      AdvisorPolicy message, ConvexityLimits unset, FieldPath field) {
    Reading<Rate> net =
        share(message.getShockedNetMax(), unset.shockedNetMax(), field, "shockedNetMax");
    Reading<Rate> loss = rate(
        message.getProtectedLossMax(),
        unset.protectedLossMax(),
        DecimalRule.NOT_NEGATIVE,
        field.child("protectedLossMax"));
    return field.reading(() -> new ConvexityLimits(net.get(), loss.get()));
  }

  private static Reading<Rate> share(String digits, Rate unset, FieldPath field, String name) {
    return rate(digits, unset, DecimalRule.FROM_ZERO_TO_ONE, field.child(name));
  }

  private static Reading<Rate> rate(String digits, Rate unset, DecimalRule rule, FieldPath field) {
    if (digits.isEmpty()) {
      return Reading.of(unset);
    }
    Reading<Decimal> value = DecimalMapper.fromProto(digits, rule, field);
    return field.reading(() -> new Rate(value.get()));
  }

  static Reading<Duration> duration(com.google.protobuf.Duration message, FieldPath field) {
    return Durations.isValid(message)
        ? Reading.of(Duration.ofSeconds(message.getSeconds(), message.getNanos()))
        : field.violation("must be a valid duration");
  }
}
