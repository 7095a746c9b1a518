package io.crossguard.server.mapping;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.Optional;

/** Decimals cross the wire as plain digits; an empty text is a figure that is not there. */
final class DecimalMapper {

  // Shorter than the core's words for the same grammar: fifty of these have to fit into a trailer.
  private static final String GRAMMAR =
      "must be a plain decimal, at most 18 digits before and 18 after the point";

  private DecimalMapper() {}

  static Reading<Decimal> fromProto(String digits, FieldPath field) {
    if (digits.isEmpty()) {
      return field.violation("must be set");
    }
    try {
      return Reading.of(Decimal.parse(digits));
    } catch (IllegalArgumentException e) {
      return field.violation(GRAMMAR);
    }
  }

  static Reading<Decimal> fromProto(String digits, DecimalRule rule, FieldPath field) {
    Reading<Decimal> value = fromProto(digits, field);
    return value.isFailed() ? value : rule.check(value.get(), field);
  }

  static Reading<Optional<Decimal>> optionalFromProto(
      String digits, DecimalRule rule, FieldPath field) {
    if (digits.isEmpty()) {
      return Reading.of(Optional.empty());
    }
    Reading<Decimal> value = fromProto(digits, rule, field);
    return value.isFailed() ? Reading.failed() : Reading.of(Optional.of(value.get()));
  }

  static Reading<Price> priceFromProto(String digits, FieldPath field) {
    Reading<Decimal> value = fromProto(digits, field);
    return field.reading(() -> new Price(value.get()));
  }

  static String toProto(Decimal value) {
    return value.toString();
  }

  static String toProto(Optional<Decimal> value) {
    return value.map(DecimalMapper::toProto).orElse("");
  }
}
