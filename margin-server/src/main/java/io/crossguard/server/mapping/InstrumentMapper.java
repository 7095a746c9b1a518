package io.crossguard.server.mapping;

import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Instrument.ProfitWeights;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.time.Instant;
import java.util.Optional;

/** Reads an instrument out of a rule set. */
final class InstrumentMapper {
  private InstrumentMapper() {}

  static Reading<Instrument> fromProto(io.crossguard.v1.Instrument message, FieldPath field) {
    Reading<String> instrumentId =
        IdentifierMapper.fromProto(message.getInstrumentId(), field.child("instrumentId"));
    Reading<InstrumentKind> kind = kind(message.getKind(), field.child("kind"));
    Reading<Payoff> payoff = payoff(message.getPayoff(), field.child("payoff"));
    Reading<String> root = IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<String> settlementAsset =
        IdentifierMapper.fromProto(message.getSettlementAsset(), field.child("settlementAsset"));
    Reading<Decimal> multiplier = DecimalMapper.fromProto(
        message.getMultiplier(), DecimalRule.POSITIVE, field.child("multiplier"));
    Reading<Optional<Decimal>> tickSize = DecimalMapper.optionalFromProto(
        message.getTickSize(), DecimalRule.POSITIVE, field.child("tickSize"));
    Reading<Optional<Instant>> expiry = expiry(message, field.child("expiry"));
    Reading<Optional<Decimal>> quantityStep = DecimalMapper.optionalFromProto(
        message.getQuantityStep(), DecimalRule.POSITIVE, field.child("quantityStep"));
    Reading<RateSchedule> requirement =
        RateScheduleMapper.fromProto(message.getRequirement(), field.child("requirement"));
    Reading<RequirementTerms> terms =
        RequirementTermsMapper.fromProto(message.getTerms(), field.child("terms"));
    Reading<ProfitWeights> profitWeights = ProfitWeightMapper.fromProto(message, field);
    return field.reading(() -> new Instrument(
        instrumentId.get(),
        kind.get(),
        payoff.get(),
        root.get(),
        settlementAsset.get(),
        multiplier.get(),
        tickSize.get().map(Price::new),
        expiry.get(),
        quantityStep.get(),
        requirement.get(),
        terms.get(),
        profitWeights.get()));
  }

  private static Reading<InstrumentKind> kind(
      io.crossguard.v1.Instrument.Kind kind, FieldPath field) {
    return switch (kind) {
      case PERPETUAL -> Reading.of(InstrumentKind.PERPETUAL);
      case FUTURE -> Reading.of(InstrumentKind.FUTURE);
      case KIND_UNSPECIFIED, UNRECOGNIZED -> field.violation("must be PERPETUAL or FUTURE");
    };
  }

  private static Reading<Payoff> payoff(
      io.crossguard.v1.Instrument.Payoff payoff, FieldPath field) {
    return switch (payoff) {
      case LINEAR -> Reading.of(Payoff.LINEAR);
      case INVERSE -> Reading.of(Payoff.INVERSE);
      case QUANTO -> Reading.of(Payoff.QUANTO);
      case PAYOFF_UNSPECIFIED, UNRECOGNIZED -> field.violation("must be LINEAR, INVERSE or QUANTO");
    };
  }

  private static Reading<Optional<Instant>> expiry(
      io.crossguard.v1.Instrument message, FieldPath field) {
    boolean isFuture = message.getKind() == io.crossguard.v1.Instrument.Kind.FUTURE;
    boolean isPerpetual = message.getKind() == io.crossguard.v1.Instrument.Kind.PERPETUAL;
    if (!message.hasExpiry()) {
      return isFuture ? field.violation("must be set for a FUTURE") : Reading.of(Optional.empty());
    }
    if (isPerpetual) {
      return field.violation("must not be set for a PERPETUAL");
    }
    Reading<Instant> expiry = TimeMapper.fromProto(message.getExpiry(), field);
    return field.reading(() -> Optional.of(expiry.get()));
  }
}
