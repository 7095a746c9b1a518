package io.crossguard.server.mapping;

import io.crossguard.margin.stress.Scenario;
import io.crossguard.margin.stress.Scenario.Basis;
import io.crossguard.margin.stress.Scenario.Peg;
import io.crossguard.margin.stress.Scenario.RootFactor;
import io.crossguard.margin.stress.Scenario.VolatilityFactor;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/** Reads a scenario out of a request. */
final class ScenarioMapper {
  private ScenarioMapper() {}

  static Reading<Scenario> fromProto(io.crossguard.v1.Scenario message, FieldPath field) {
    Reading<String> scenarioId =
        IdentifierMapper.fromProto(message.getScenarioId(), field.child("scenarioId"));
    Reading<List<RootFactor>> roots =
        field.child("rootFactors").each(message.getRootFactorsList(), ScenarioMapper::rootFactor);
    Reading<List<Peg>> pegs = field.child("pegs").each(message.getPegsList(), ScenarioMapper::peg);
    Reading<List<Basis>> bases =
        field.child("bases").each(message.getBasesList(), ScenarioMapper::basis);
    Reading<List<VolatilityFactor>> volatilities = field
        .child("volatilityFactors")
        .each(message.getVolatilityFactorsList(), ScenarioMapper::volatilityFactor);
    return field.reading(() ->
        new Scenario(scenarioId.get(), roots.get(), pegs.get(), bases.get(), volatilities.get()));
  }

  private static Reading<RootFactor> rootFactor(
      io.crossguard.v1.Scenario.RootFactor message, FieldPath field) {
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<Decimal> factor = factor(message.getFactor(), field.child("factor"));
    return field.reading(() -> new RootFactor(root.get(), factor.get()));
  }

  private static Reading<Peg> peg(io.crossguard.v1.Scenario.Peg message, FieldPath field) {
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), field.child("asset"));
    Reading<Decimal> factor = factor(message.getFactor(), field.child("factor"));
    return field.reading(() -> new Peg(asset.get(), factor.get()));
  }

  private static Reading<Basis> basis(io.crossguard.v1.Scenario.Basis message, FieldPath field) {
    Reading<String> instrumentId =
        IdentifierMapper.fromProto(message.getInstrumentId(), field.child("instrumentId"));
    Reading<Decimal> factor = factor(message.getFactor(), field.child("factor"));
    return field.reading(() -> new Basis(instrumentId.get(), factor.get()));
  }

  private static Reading<VolatilityFactor> volatilityFactor(
      io.crossguard.v1.Scenario.VolatilityFactor message, FieldPath field) {
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<Decimal> factor = factor(message.getFactor(), field.child("factor"));
    return field.reading(() -> new VolatilityFactor(root.get(), factor.get()));
  }

  static Reading<Decimal> factor(String digits, FieldPath field) {
    return DecimalMapper.fromProto(digits, DecimalRule.POSITIVE, field);
  }
}
