package io.crossguard.server.mapping;

import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.value.Price;
import io.crossguard.v1.Instrument;
import java.util.Optional;

/** Reads what an option is about out of an instrument. */
final class OptionTermsMapper {
  private OptionTermsMapper() {}

  static Reading<Optional<OptionTerms>> fromProto(Instrument instrument, FieldPath field) {
    boolean isOption = instrument.getKind() == Instrument.Kind.OPTION;
    if (isOption != instrument.hasOption()) {
      return field.violation(
          isOption ? "must be set for an OPTION" : "must not be set but for an OPTION");
    }
    return isOption ? terms(instrument.getOption(), field) : Reading.of(Optional.empty());
  }

  private static Reading<Optional<OptionTerms>> terms(
      io.crossguard.v1.OptionTerms message, FieldPath field) {
    Reading<OptionTerms.Type> type = switch (message.getType()) {
      case CALL -> Reading.of(OptionTerms.Type.CALL);
      case PUT -> Reading.of(OptionTerms.Type.PUT);
      case TYPE_UNSPECIFIED, UNRECOGNIZED -> field.child("type").violation("must be CALL or PUT");
    };
    Reading<Price> strike =
        DecimalMapper.priceFromProto(message.getStrike(), field.child("strike"));
    Reading<OptionTerms.Premium> premium = EnumMapper.fromProto(
        message.getPremium(), OptionTerms.Premium.MARGINED, field.child("premium"));
    return field.reading(
        () -> Optional.of(new OptionTerms(type.get(), strike.get(), premium.get())));
  }
}
