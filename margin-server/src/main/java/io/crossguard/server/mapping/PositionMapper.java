package io.crossguard.server.mapping;

import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/** Reads a position out of a request. */
final class PositionMapper {
  private static final Reading<MarginMode> CROSS = Reading.of(new MarginMode.Cross());

  private PositionMapper() {}

  static Reading<Position> fromProto(io.crossguard.v1.Position message, FieldPath field) {
    Reading<String> positionId =
        IdentifierMapper.fromProto(message.getPositionId(), field.child("positionId"));
    Reading<String> instrumentId =
        IdentifierMapper.fromProto(message.getInstrumentId(), field.child("instrumentId"));
    Reading<Decimal> quantity = DecimalMapper.fromProto(
        message.getQuantity(), DecimalRule.NOT_ZERO, field.child("quantity"));
    Reading<Price> entryPrice =
        DecimalMapper.priceFromProto(message.getEntryPrice(), field.child("entryPrice"));
    Reading<Optional<Decimal>> leverage = DecimalMapper.optionalFromProto(
        message.getLeverage(), DecimalRule.POSITIVE, field.child("leverage"));
    Reading<MarginMode> mode = mode(message, field);
    return field.reading(() -> new Position(
        positionId.get(),
        instrumentId.get(),
        new Quantity(quantity.get()),
        entryPrice.get(),
        leverage.get(),
        mode.get()));
  }

  private static Reading<MarginMode> mode(io.crossguard.v1.Position message, FieldPath field) {
    return switch (message.getModeCase()) {
      case CROSS -> CROSS;
      case ISOLATED -> isolated(message.getIsolated(), field.child("isolated").child("margin"));
      case MODE_NOT_SET -> field.violation("must be cross or isolated");
    };
  }

  private static Reading<MarginMode> isolated(
      io.crossguard.v1.Position.Isolated message, FieldPath field) {
    Reading<Decimal> margin =
        DecimalMapper.fromProto(message.getMargin(), DecimalRule.NOT_NEGATIVE, field);
    return field.reading(() -> new MarginMode.Isolated(margin.get()));
  }
}
