package io.crossguard.server.mapping;

import io.crossguard.advisor.policy.AssetConversion;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.DepegStress;
import io.crossguard.v1.HourlyClose;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the advisor has to know of the market beyond today's prices. */
final class RiskInputsMapper {
  private RiskInputsMapper() {}

  static Reading<RiskInputs> fromProto(io.crossguard.v1.RiskInputs message, FieldPath field) {
    FieldPath volatilitiesField = field.child("dailyVolatilities");
    FieldPath stressesField = field.child("depegStresses");
    FieldPath conversionsField = field.child("conversions");
    volatilitiesField.requireAtMost(
        RequestLimits.RISK_ROWS_MAX, message.getDailyVolatilitiesCount());
    stressesField.requireAtMost(RequestLimits.RISK_ROWS_MAX, message.getDepegStressesCount());
    conversionsField.requireAtMost(RequestLimits.RISK_ROWS_MAX, message.getConversionsCount());

    Reading<List<NamedRow<Rate>>> volatilities =
        volatilitiesField.each(message.getDailyVolatilitiesList(), RiskInputsMapper::volatility);
    Reading<List<NamedRow<Rate>>> stresses =
        stressesField.each(message.getDepegStressesList(), RiskInputsMapper::stress);
    Reading<List<NamedRow<AssetConversion>>> conversions =
        conversionsField.each(message.getConversionsList(), RiskInputsMapper::conversion);
    Reading<List<HourlyCloses>> closes = closes(message, field.child("hourlyCloses"));
    Reading<List<Correlation>> correlations =
        CorrelationMapper.fromProto(message.getCorrelationsList(), field.child("correlations"));
    return field.reading(() -> new RiskInputs(
        NamedRow.byName(volatilities.get()),
        NamedRow.byName(stresses.get()),
        NamedRow.byName(conversions.get()),
        closes.get(),
        correlations.get()));
  }

  private static Reading<List<HourlyCloses>> closes(
      io.crossguard.v1.RiskInputs message, FieldPath field) {
    field.requireAtMost(RequestLimits.RISK_ROWS_MAX, message.getHourlyClosesCount());
    Set<String> roots = message.getDailyVolatilitiesList().stream()
        .map(DailyVolatility::getRoot)
        .collect(Collectors.toCollection(HashSet::new));
    return field.each(message.getHourlyClosesList(), (row, place) -> {
      Reading<HourlyCloses> closes = closes(row, place);
      return roots.add(row.getRoot())
          ? closes
          : place
              .child("root")
              .violation("must not repeat '" + row.getRoot() + "', nor have a daily volatility");
    });
  }

  private static Reading<HourlyCloses> closes(
      io.crossguard.v1.HourlyCloses message, FieldPath field) {
    FieldPath closesField = field.child("closes");
    closesField.requireAtMost(RequestLimits.CLOSES_MAX, message.getClosesCount());
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<List<HourlyCloses.Close>> closes =
        closesField.each(message.getClosesList(), RiskInputsMapper::close);
    return field.reading(() -> new HourlyCloses(root.get(), closes.get()), Set.of("closes"));
  }

  private static Reading<HourlyCloses.Close> close(HourlyClose message, FieldPath field) {
    Reading<Instant> time = message.hasTime()
        ? TimeMapper.fromProto(message.getTime(), field.child("time"))
        : field.child("time").violation("must be set");
    Reading<Price> price = DecimalMapper.priceFromProto(message.getPrice(), field.child("price"));
    return field.reading(() -> new HourlyCloses.Close(time.get(), price.get()));
  }

  private static Reading<NamedRow<Rate>> volatility(DailyVolatility message, FieldPath field) {
    FieldPath rootField = field.child("root");
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), rootField);
    Reading<Decimal> volatility = DecimalMapper.fromProto(
        message.getVolatility(), DecimalRule.DAILY_VOLATILITY, field.child("volatility"));
    return field.reading(() -> new NamedRow<>(root.get(), new Rate(volatility.get()), rootField));
  }

  private static Reading<NamedRow<Rate>> stress(DepegStress message, FieldPath field) {
    FieldPath assetField = field.child("asset");
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), assetField);
    Reading<Decimal> stress = DecimalMapper.fromProto(
        message.getStress(), DecimalRule.FROM_ZERO_TO_ONE, field.child("stress"));
    return field.reading(() -> new NamedRow<>(asset.get(), new Rate(stress.get()), assetField));
  }

  private static Reading<NamedRow<AssetConversion>> conversion(
      io.crossguard.v1.AssetConversion message, FieldPath field) {
    FieldPath assetField = field.child("asset");
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), assetField);
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<Price> rate = DecimalMapper.priceFromProto(message.getRate(), field.child("rate"));
    Reading<Price> fairRate = message.getFairRate().isEmpty()
        ? Reading.of(Price.ONE)
        : DecimalMapper.priceFromProto(message.getFairRate(), field.child("fairRate"));
    return field.reading(() -> new NamedRow<>(
        asset.get(), new AssetConversion(root.get(), rate.get(), fairRate.get()), assetField));
  }
}
