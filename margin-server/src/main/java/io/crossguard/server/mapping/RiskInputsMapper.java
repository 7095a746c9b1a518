package io.crossguard.server.mapping;

import io.crossguard.advisor.policy.AssetConversion;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.DepegStress;
import java.util.List;

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
    return field.reading(() -> new RiskInputs(
        NamedRow.byName(volatilities.get()),
        NamedRow.byName(stresses.get()),
        NamedRow.byName(conversions.get())));
  }

  private static Reading<NamedRow<Rate>> volatility(DailyVolatility message, FieldPath field) {
    FieldPath rootField = field.child("root");
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), rootField);
    Reading<Decimal> volatility = DecimalMapper.fromProto(
        message.getVolatility(), DecimalRule.NOT_NEGATIVE, field.child("volatility"));
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
