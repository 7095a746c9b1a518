package io.crossguard.server.mapping;

import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Instrument.ProfitWeights;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Requirement;
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
    Reading<Requirement> requirement =
        RequirementMapper.fromProto(message.getRequirement(), field.child("requirement"));
    requireCarried(message, field);
    Reading<Optional<OptionTerms>> option =
        OptionTermsMapper.fromProto(message, field.child("option"));
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
        profitWeights.get(),
        option.get()));
  }

  /** A schedule by notional says nothing of an option, nor the requirement of an option else. */
  private static void requireCarried(io.crossguard.v1.Instrument message, FieldPath field) {
    boolean isOption = message.getKind() == io.crossguard.v1.Instrument.Kind.OPTION;
    switch (message.getRequirement().getKindCase()) {
      case SHORT_OPTION_RATES, SHORT_OPTION_AMOUNTS -> {
        if (!isOption) {
          field
              .child("requirement")
              .violation("must be a schedule by notional: the instrument is no OPTION");
        }
      }
      case KIND_NOT_SET -> {}
      default -> {
        if (isOption) {
          field
              .child("requirement")
              .violation(
                  "must be shortOptionRates or shortOptionAmounts: a schedule by notional says nothing of"
                      + " an OPTION");
        }
      }
    }
    if (isOption && message.hasTerms()) {
      field.child("terms").violation("must not be set for an OPTION");
    }
    if (isOption && message.getPayoff() != io.crossguard.v1.Instrument.Payoff.LINEAR) {
      field.child("payoff").violation("must be LINEAR for an OPTION");
    }
  }

  private static Reading<InstrumentKind> kind(
      io.crossguard.v1.Instrument.Kind kind, FieldPath field) {
    return switch (kind) {
      case PERPETUAL -> Reading.of(InstrumentKind.PERPETUAL);
      case FUTURE -> Reading.of(InstrumentKind.FUTURE);
      case OPTION -> Reading.of(InstrumentKind.OPTION);
      case KIND_UNSPECIFIED, UNRECOGNIZED -> field.violation("must be PERPETUAL, FUTURE or OPTION");
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
    boolean isOption = message.getKind() == io.crossguard.v1.Instrument.Kind.OPTION;
    boolean isPerpetual = message.getKind() == io.crossguard.v1.Instrument.Kind.PERPETUAL;
    if (!message.hasExpiry()) {
      return isFuture || isOption
          ? field.violation("must be set for " + (isFuture ? "a FUTURE" : "an OPTION"))
          : Reading.of(Optional.empty());
    }
    if (isPerpetual) {
      return field.violation("must not be set for a PERPETUAL");
    }
    Reading<Instant> expiry = TimeMapper.fromProto(message.getExpiry(), field);
    return field.reading(() -> Optional.of(expiry.get()));
  }
}
