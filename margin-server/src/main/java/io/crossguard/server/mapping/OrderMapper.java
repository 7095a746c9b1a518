package io.crossguard.server.mapping;

import io.crossguard.margin.account.Order;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/** Reads an open order out of a request. */
final class OrderMapper {
  private OrderMapper() {}

  static Reading<Order> fromProto(io.crossguard.v1.Order message, FieldPath field) {
    Reading<String> orderId =
        IdentifierMapper.fromProto(message.getOrderId(), field.child("orderId"));
    Reading<String> instrumentId =
        IdentifierMapper.fromProto(message.getInstrumentId(), field.child("instrumentId"));
    Reading<Decimal> quantity = DecimalMapper.fromProto(
        message.getQuantity(), DecimalRule.NOT_ZERO, field.child("quantity"));
    Reading<Price> price = DecimalMapper.priceFromProto(message.getPrice(), field.child("price"));
    Reading<ScopeKind> mode =
        EnumMapper.fromProto(message.getMode(), ScopeKind.CROSS, field.child("mode"));
    Reading<Optional<Decimal>> leverage = DecimalMapper.optionalFromProto(
        message.getLeverage(), DecimalRule.POSITIVE, field.child("leverage"));
    return field.reading(() -> new Order(
        orderId.get(),
        instrumentId.get(),
        new Quantity(quantity.get()),
        price.get(),
        message.getReduceOnly(),
        mode.get() == ScopeKind.ISOLATED,
        leverage.get()));
  }
}
