package io.crossguard.server.mapping;

import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.Optional;

/** Reads a change out of a request. */
final class ChangeMapper {
  private ChangeMapper() {}

  static Reading<Change> fromProto(io.crossguard.v1.Change message, FieldPath field) {
    FieldPath place = field.child(kind(message));
    return switch (message.getKindCase()) {
      case TRADE -> trade(message.getTrade(), place);
      case SET_LEVERAGE -> setLeverage(message.getSetLeverage(), place);
      case TO_ISOLATED -> toIsolated(message.getToIsolated(), place);
      case TO_CROSS -> toCross(message.getToCross(), place);
      case ADJUST_ISOLATED_MARGIN -> adjust(message.getAdjustIsolatedMargin(), place);
      case DEPOSIT -> deposit(message.getDeposit(), place);
      case WITHDRAW -> withdraw(message.getWithdraw(), place);
      case KIND_NOT_SET -> field.violation("must be a change");
    };
  }

  /** The JSON name of the field that a change is in; empty where it is unset. */
  static String kind(io.crossguard.v1.Change message) {
    return switch (message.getKindCase()) {
      case TRADE -> "trade";
      case SET_LEVERAGE -> "setLeverage";
      case TO_ISOLATED -> "toIsolated";
      case TO_CROSS -> "toCross";
      case ADJUST_ISOLATED_MARGIN -> "adjustIsolatedMargin";
      case DEPOSIT -> "deposit";
      case WITHDRAW -> "withdraw";
      case KIND_NOT_SET -> "";
    };
  }

  private static Reading<Change> trade(io.crossguard.v1.Change.Trade message, FieldPath field) {
    Reading<String> positionId = positionId(message.getPositionId(), field);
    Reading<String> instrumentId =
        IdentifierMapper.fromProto(message.getInstrumentId(), field.child("instrumentId"));
    Reading<Decimal> quantity = DecimalMapper.fromProto(
        message.getQuantity(), DecimalRule.NOT_ZERO, field.child("quantity"));
    Reading<Price> price = DecimalMapper.priceFromProto(message.getPrice(), field.child("price"));
    Reading<Optional<Decimal>> fee =
        DecimalMapper.optionalFromProto(message.getFee(), DecimalRule.ANY, field.child("fee"));
    Reading<Optional<Decimal>> leverage = DecimalMapper.optionalFromProto(
        message.getLeverage(), DecimalRule.POSITIVE, field.child("leverage"));
    Reading<Optional<ScopeKind>> mode = mode(message.getMode(), field.child("mode"));
    Reading<Optional<Decimal>> margin = DecimalMapper.optionalFromProto(
        message.getMargin(), DecimalRule.NOT_NEGATIVE, field.child("margin"));
    return field.reading(() -> new Change.Trade(
        positionId.get(),
        instrumentId.get(),
        new Quantity(quantity.get()),
        price.get(),
        fee.get().orElse(Decimal.ZERO),
        leverage.get(),
        mode.get(),
        margin.get()));
  }

  private static Reading<Optional<ScopeKind>> mode(
      io.crossguard.v1.Change.Mode mode, FieldPath field) {
    if (mode == io.crossguard.v1.Change.Mode.MODE_UNSPECIFIED) {
      return Reading.of(Optional.empty());
    }
    Reading<ScopeKind> kind = EnumMapper.fromProto(mode, ScopeKind.class, field);
    return field.reading(() -> Optional.of(kind.get()));
  }

  private static Reading<Change> setLeverage(
      io.crossguard.v1.Change.SetLeverage message, FieldPath field) {
    Reading<String> positionId = positionId(message.getPositionId(), field);
    Reading<Decimal> leverage = DecimalMapper.fromProto(
        message.getLeverage(), DecimalRule.POSITIVE, field.child("leverage"));
    return field.reading(() -> new Change.SetLeverage(positionId.get(), leverage.get()));
  }

  private static Reading<Change> toIsolated(
      io.crossguard.v1.Change.ToIsolated message, FieldPath field) {
    Reading<String> positionId = positionId(message.getPositionId(), field);
    Reading<Decimal> margin = DecimalMapper.fromProto(
        message.getMargin(), DecimalRule.NOT_NEGATIVE, field.child("margin"));
    return field.reading(() -> new Change.ToIsolated(positionId.get(), margin.get()));
  }

  private static Reading<Change> toCross(io.crossguard.v1.Change.ToCross message, FieldPath field) {
    Reading<String> positionId = positionId(message.getPositionId(), field);
    return field.reading(() -> new Change.ToCross(positionId.get()));
  }

  private static Reading<Change> adjust(
      io.crossguard.v1.Change.AdjustIsolatedMargin message, FieldPath field) {
    Reading<String> positionId = positionId(message.getPositionId(), field);
    Reading<Decimal> amount =
        DecimalMapper.fromProto(message.getAmount(), DecimalRule.NOT_ZERO, field.child("amount"));
    return field.reading(() -> new Change.AdjustIsolatedMargin(positionId.get(), amount.get()));
  }

  private static Reading<Change> deposit(io.crossguard.v1.Change.Deposit message, FieldPath field) {
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), field.child("asset"));
    Reading<Decimal> amount = amount(message.getAmount(), field);
    return field.reading(() -> new Change.Deposit(asset.get(), amount.get()));
  }

  private static Reading<Change> withdraw(
      io.crossguard.v1.Change.Withdraw message, FieldPath field) {
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), field.child("asset"));
    Reading<Decimal> amount = amount(message.getAmount(), field);
    return field.reading(() -> new Change.Withdraw(asset.get(), amount.get()));
  }

  private static Reading<String> positionId(String identifier, FieldPath field) {
    return IdentifierMapper.fromProto(identifier, field.child("positionId"));
  }

  private static Reading<Decimal> amount(String digits, FieldPath field) {
    return DecimalMapper.fromProto(digits, DecimalRule.POSITIVE, field.child("amount"));
  }
}
