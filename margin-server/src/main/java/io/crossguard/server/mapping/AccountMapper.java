package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import java.util.List;
import java.util.Optional;

/** Reads an account out of a request. */
final class AccountMapper {
  private AccountMapper() {}

  static Reading<Account> fromProto(Optional<io.crossguard.v1.Account> message, FieldPath field) {
    return message.isPresent() ? fromProto(message.get(), field) : field.violation("must be set");
  }

  /** Whether an account holds nothing, so that it needs no prices. */
  static boolean isEmpty(Optional<io.crossguard.v1.Account> message) {
    return message.isEmpty()
        || (message.get().getBalancesCount() == 0
            && message.get().getPositionsCount() == 0
            && message.get().getOrdersCount() == 0);
  }

  static Reading<Account> fromProto(io.crossguard.v1.Account message, FieldPath field) {
    FieldPath balancesField = field.child("balances");
    balancesField.requireAtMost(RequestLimits.BALANCES_MAX, message.getBalancesCount());
    FieldPath positionsField = field.child("positions");
    positionsField.requireAtMost(RequestLimits.POSITIONS_MAX, message.getPositionsCount());
    FieldPath ordersField = field.child("orders");
    ordersField.requireAtMost(RequestLimits.ORDERS_MAX, message.getOrdersCount());

    Reading<String> accountId =
        IdentifierMapper.fromProto(message.getAccountId(), field.child("accountId"));
    Reading<List<Balance>> balances =
        balancesField.each(message.getBalancesList(), AccountMapper::balance);
    Reading<List<Position>> positions =
        positionsField.each(message.getPositionsList(), PositionMapper::fromProto);
    Reading<List<Order>> orders = ordersField.each(message.getOrdersList(), OrderMapper::fromProto);
    return field.reading(
        () -> new Account(accountId.get(), balances.get(), positions.get(), orders.get()));
  }

  static Reading<Balance> balance(io.crossguard.v1.Balance message, FieldPath field) {
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), field.child("asset"));
    Reading<Decimal> quantity =
        DecimalMapper.fromProto(message.getQuantity(), field.child("quantity"));
    return field.reading(() -> new Balance(asset.get(), quantity.get()));
  }
}
