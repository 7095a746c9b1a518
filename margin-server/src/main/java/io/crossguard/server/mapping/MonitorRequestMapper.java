package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.server.monitor.AccountDelta;
import io.crossguard.server.monitor.MonitorLimitException;
import io.crossguard.server.monitor.MonitorUpdate;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorMarginRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a client says on a stream of watched accounts. */
public final class MonitorRequestMapper {
  private final SnapshotMapper snapshotMapper;

  public MonitorRequestMapper(KnownRuleSets knownRuleSets) {
    this.snapshotMapper = new SnapshotMapper(knownRuleSets);
  }

  /**
   * @param lastSequence the highest number of the messages before; 0 before the first
   * @param rules those of the accounts that are watched; absent before the first snapshot
   * @throws RequestException with everything that is wrong with the message
   */
  public MonitorMessage fromProto(
      MonitorMarginRequest message, int lastSequence, Optional<RuleSet> rules) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    if (message.getSequence() <= lastSequence) {
      request
          .child("sequence")
          .violation("must be above " + lastSequence + ", that of the messages before");
    }
    return switch (message.getKindCase()) {
      case SNAPSHOT -> snapshotMapper.fromProto(message.getSnapshot(), request.child("snapshot"));
      case UPDATE -> update(message, rules, request.child("update"));
      case QUERY -> query(message.getQuery(), rules, request.child("query"));
      case KIND_NOT_SET -> {
        request.child("snapshot").violation("must be set, or update or query in its place");
        throw request.violations().malformed();
      }
    };
  }

  private static MonitorMessage update(
      MonitorMarginRequest message, Optional<RuleSet> rules, FieldPath field) {
    Reading<MonitorUpdate> update = update(message.getUpdate(), rules, field);
    field.violations().throwIfMalformed();
    requireSnapshot(rules, field);
    field.violations().throwIfInconsistent();
    return new MonitorMessage.Update(update.get());
  }

  private static Reading<MonitorUpdate> update(
      io.crossguard.v1.MonitorUpdate message, Optional<RuleSet> rules, FieldPath field) {
    FieldPath marketField = field.child("market");
    Reading<MarketSnapshot> market = MarketMapper.fromProto(message.getMarket(), marketField);
    rules.ifPresent(known -> requireKnown(message.getMarket(), known, marketField));
    FieldPath accountsField = field.child("accounts");
    accountsField.requireAtMost(RequestLimits.ACCOUNTS_MAX, message.getAccountsCount());
    Reading<List<Account>> accounts =
        accountsField.each(message.getAccountsList(), AccountMapper::fromProto);
    Reading<List<String>> removed = names(
        message.getRemovedAccountIdsList(),
        RequestLimits.ACCOUNTS_MAX,
        field.child("removedAccountIds"));
    FieldPath deltasField = field.child("deltas");
    deltasField.requireAtMost(RequestLimits.ACCOUNTS_MAX, message.getDeltasCount());
    Reading<List<AccountDelta>> deltas =
        deltasField.each(message.getDeltasList(), MonitorRequestMapper::delta);
    return field.reading(
        () -> new MonitorUpdate(market.get(), accounts.get(), removed.get(), deltas.get()));
  }

  private static Reading<AccountDelta> delta(
      io.crossguard.v1.AccountDelta message, FieldPath field) {
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
    Reading<List<String>> removedAssets = names(
        message.getRemovedAssetsList(), RequestLimits.BALANCES_MAX, field.child("removedAssets"));
    Reading<List<Position>> positions =
        positionsField.each(message.getPositionsList(), PositionMapper::fromProto);
    Reading<List<String>> removedPositions = names(
        message.getRemovedPositionIdsList(),
        RequestLimits.POSITIONS_MAX,
        field.child("removedPositionIds"));
    Reading<List<Order>> orders = ordersField.each(message.getOrdersList(), OrderMapper::fromProto);
    Reading<List<String>> removedOrders = names(
        message.getRemovedOrderIdsList(), RequestLimits.ORDERS_MAX, field.child("removedOrderIds"));
    return field.reading(() -> new AccountDelta(
        accountId.get(),
        balances.get(),
        removedAssets.get(),
        positions.get(),
        removedPositions.get(),
        orders.get(),
        removedOrders.get()));
  }

  /** Who sends the price of an instrument that there is not would wait for its effect in vain. */
  private static void requireKnown(Market market, RuleSet rules, FieldPath field) {
    for (int i = 0; i < market.getMarkPricesCount(); i++) {
      requireKnown(
          market.getMarkPrices(i).getInstrumentId(),
          rules,
          field.child("markPrices").at(i));
    }
    for (int i = 0; i < market.getOptionQuotesCount(); i++) {
      requireKnown(
          market.getOptionQuotes(i).getInstrumentId(),
          rules,
          field.child("optionQuotes").at(i));
    }
  }

  private static void requireKnown(String instrumentId, RuleSet rules, FieldPath row) {
    if (rules.instrument(instrumentId).isEmpty()) {
      row.child("instrumentId")
          .inconsistency("must be an instrument of the rule set: '" + instrumentId + "' is not");
    }
  }

  private static MonitorMessage query(
      MonitorMarginRequest.Query message, Optional<RuleSet> rules, FieldPath field) {
    Reading<List<String>> accountIds =
        names(message.getAccountIdsList(), RequestLimits.ACCOUNTS_MAX, field.child("accountIds"));
    field.violations().throwIfMalformed();
    requireSnapshot(rules, field);
    field.violations().throwIfInconsistent();
    return new MonitorMessage.Query(accountIds.get());
  }

  private static void requireSnapshot(Optional<RuleSet> rules, FieldPath field) {
    if (rules.isEmpty()) {
      field.inconsistency("must follow a snapshot");
    }
  }

  private static Reading<List<String>> names(List<String> names, int most, FieldPath field) {
    field.requireAtMost(most, names.size());
    return field.each(names, IdentifierMapper::fromProto);
  }

  /**
   * Lets accounts take a message in; what they find wrong has its place in the message already.
   *
   * @throws RequestException with everything that they find wrong
   */
  public static <T> T taken(Supplier<T> message) {
    try {
      return message.get();
    } catch (InconsistentInputException e) {
      Violations violations = new Violations();
      e.inconsistencies().forEach(found -> violations.addInconsistent(found.path(), found.rule()));
      throw violations.inconsistent();
    } catch (MonitorLimitException e) {
      throw new LimitExceededException(e.path(), e.limit(), e.count());
    }
  }
}
