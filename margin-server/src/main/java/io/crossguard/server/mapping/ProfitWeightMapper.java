package io.crossguard.server.mapping;

import io.crossguard.margin.rules.Instrument.ProfitWeights;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.Instrument;
import java.util.Optional;

/** Reads how much of unrealized profit counts. */
final class ProfitWeightMapper {
  private ProfitWeightMapper() {}

  /**
   * @param field the place of the instrument
   */
  static Reading<ProfitWeights> fromProto(Instrument message, FieldPath field) {
    Reading<ProfitWeight> maintenance = message.hasProfitWeight()
        ? weight(message.getProfitWeight(), field.child("profitWeight"))
        : Reading.of(ProfitWeight.FULL);
    Reading<ProfitWeight> initial = message.hasInitialProfitWeight()
        ? weight(message.getInitialProfitWeight(), field.child("initialProfitWeight"))
        : maintenance;
    return field.reading(() -> new ProfitWeights(maintenance.get(), initial.get()));
  }

  private static Reading<ProfitWeight> weight(
      io.crossguard.v1.ProfitWeight message, FieldPath field) {
    Reading<Decimal> weight = DecimalMapper.fromProto(
        message.getWeight(), DecimalRule.FROM_ZERO_TO_ONE, field.child("weight"));
    Reading<Optional<Decimal>> most = DecimalMapper.optionalFromProto(
        message.getMost(), DecimalRule.POSITIVE, field.child("most"));
    return field.reading(() -> new ProfitWeight(new Rate(weight.get()), most.get()));
  }
}
