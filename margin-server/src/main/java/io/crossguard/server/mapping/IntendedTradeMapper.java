package io.crossguard.server.mapping;

import io.crossguard.advisor.order.IntendedTrade;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/** Reads the trade that somebody wants to make. */
final class IntendedTradeMapper {
  private IntendedTradeMapper() {}

  static Reading<IntendedTrade> fromProto(
      Optional<io.crossguard.v1.IntendedTrade> given, FieldPath field) {
    if (given.isEmpty()) {
      return field.violation("must be set");
    }
    io.crossguard.v1.IntendedTrade message = given.get();
    Reading<String> instrumentId =
        IdentifierMapper.fromProto(message.getInstrumentId(), field.child("instrumentId"));
    Reading<Decimal> quantity = DecimalMapper.fromProto(
        message.getQuantity(), DecimalRule.NOT_ZERO, field.child("quantity"));
    Reading<Optional<Decimal>> price = DecimalMapper.optionalFromProto(
        message.getPrice(), DecimalRule.POSITIVE, field.child("price"));
    Reading<Optional<Decimal>> leverage = DecimalMapper.optionalFromProto(
        message.getLeverage(), DecimalRule.POSITIVE, field.child("leverage"));
    Reading<Optional<String>> positionId =
        optional(message.getPositionId(), field.child("positionId"));
    Reading<Optional<String>> scopeId = optional(message.getScopeId(), field.child("scopeId"));
    return field.reading(() -> new IntendedTrade(
        instrumentId.get(),
        new Quantity(quantity.get()),
        price.get().map(Price::new),
        leverage.get(),
        positionId.get(),
        scopeId.get()));
  }

  private static Reading<Optional<String>> optional(String identifier, FieldPath field) {
    if (identifier.isEmpty()) {
      return Reading.of(Optional.empty());
    }
    Reading<String> value = IdentifierMapper.fromProto(identifier, field);
    return field.reading(() -> Optional.of(value.get()));
  }
}
