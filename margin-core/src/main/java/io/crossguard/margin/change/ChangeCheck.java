package io.crossguard.margin.change;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.OptionCheck;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds every place where changes don't fit an account, its market and its rules: unknown positions,
 * instruments and assets, ids that are taken, missing prices, modes that the position does not have.
 * Each change is seen after those before it, as if all were accepted.
 */
final class ChangeCheck {
  private final ResolvedAccount account;
  // What the changes so far have made of the positions that they name; absent once closed.
  private final Map<String, Optional<Row>> changed = new HashMap<>();
  private final List<Inconsistency> found = new ArrayList<>();
  private String path = "";

  /** What references to a position depend on. */
  private record Row(String instrumentId, Decimal contracts, ScopeKind mode) {
    Row(Position position) {
      this(
          position.instrumentId(),
          position.quantity().contracts(),
          position.isCross() ? ScopeKind.CROSS : ScopeKind.ISOLATED);
    }

    Row in(ScopeKind other) {
      return new Row(instrumentId, contracts, other);
    }

    /** Whether a trade of these contracts only reduces or closes. */
    boolean isReducedBy(Decimal traded) {
      return traded.signum() != contracts.signum() && traded.abs().compareTo(contracts.abs()) <= 0;
    }
  }

  private ChangeCheck(ResolvedAccount account) {
    this.account = account;
  }

  /** All that is found, in the order of the changes; empty where everything fits. */
  static List<Inconsistency> inconsistencies(ResolvedAccount account, List<Change> changes) {
    ChangeCheck check = new ChangeCheck(account);
    for (int i = 0; i < changes.size(); i++) {
      check.path = "changes[" + i + "]";
      check.change(changes.get(i));
    }
    return List.copyOf(check.found);
  }

  private void change(Change change) {
    if (change instanceof Change.Trade trade) {
      trade(trade);
    } else if (change instanceof Change.SetLeverage set) {
      row(set.positionId())
          .flatMap(row -> account.rules().instrument(row.instrumentId()))
          .ifPresent(instrument -> leverage(set.leverage(), instrument));
    } else if (change instanceof Change.ToIsolated switched) {
      rowIn(switched.positionId(), ScopeKind.CROSS).ifPresent(row -> {
        account
            .rules()
            .instrument(row.instrumentId())
            .ifPresent(instrument -> isolatedPremium(instrument, "positionId"));
        changed.put(switched.positionId(), Optional.of(row.in(ScopeKind.ISOLATED)));
      });
    } else if (change instanceof Change.ToCross switched) {
      rowIn(switched.positionId(), ScopeKind.ISOLATED)
          .ifPresent(
              row -> changed.put(switched.positionId(), Optional.of(row.in(ScopeKind.CROSS))));
    } else if (change instanceof Change.AdjustIsolatedMargin adjusted) {
      rowIn(adjusted.positionId(), ScopeKind.ISOLATED);
    } else if (change instanceof Change.Deposit deposit) {
      asset(deposit.asset());
    } else if (change instanceof Change.Withdraw withdrawal) {
      asset(withdrawal.asset());
    }
  }

  private void trade(Change.Trade trade) {
    Optional<Instrument> instrument = instrument(trade.instrumentId());
    instrument.ifPresent(i -> trade.leverage().ifPresent(leverage -> leverage(leverage, i)));
    Optional<Row> held = held(trade.positionId());
    Decimal traded = trade.quantity().contracts();
    if (held.isEmpty()) {
      if (trade.mode().isEmpty()) {
        add("mode", "must be set to open a position");
      }
      ScopeKind mode = trade.mode().orElse(ScopeKind.CROSS);
      if (mode == ScopeKind.ISOLATED) {
        instrument.ifPresent(i -> isolatedPremium(i, "mode"));
      }
      margin(trade, mode);
      changed.put(trade.positionId(), Optional.of(new Row(trade.instrumentId(), traded, mode)));
      return;
    }
    Row row = held.get();
    if (!row.instrumentId().equals(trade.instrumentId())) {
      add(
          "positionId",
          "must not repeat '"
              + trade.positionId()
              + "', which is a position in '"
              + row.instrumentId()
              + "'");
      return;
    }
    if (trade.mode().isPresent() && trade.mode().get() != row.mode()) {
      add("mode", "must be that of the open position, " + row.mode());
    }
    if (row.isReducedBy(traded)) {
      requireUnset(trade.leverage(), "leverage");
      requireUnset(trade.margin(), "margin");
    } else {
      margin(trade, row.mode());
    }
    Decimal rest = row.contracts().plus(traded);
    changed.put(
        trade.positionId(),
        rest.isZero()
            ? Optional.empty()
            : Optional.of(new Row(row.instrumentId(), rest, row.mode())));
  }

  private void requireUnset(Optional<Decimal> given, String field) {
    if (given.isPresent()) {
      add(field, "must be unset: the trade only reduces");
    }
  }

  private void margin(Change.Trade trade, ScopeKind mode) {
    if (mode == ScopeKind.CROSS && trade.margin().isPresent()) {
      add("margin", "must be unset: the position is in cross margin");
    }
  }

  private Optional<Row> held(String positionId) {
    return changed.computeIfAbsent(positionId, id -> account.position(id).map(Row::new));
  }

  private Optional<Row> row(String positionId) {
    Optional<Row> row = held(positionId);
    if (row.isEmpty()) {
      add("positionId", "must be an open position: '" + positionId + "' is not");
    } else {
      settlementAsset(row.get().instrumentId(), "positionId");
    }
    return row;
  }

  private Optional<Row> rowIn(String positionId, ScopeKind mode) {
    Optional<Row> row = row(positionId);
    if (row.isPresent() && row.get().mode() != mode) {
      add("positionId", "must be a position in " + mode + " margin: '" + positionId + "' is not");
      return Optional.empty();
    }
    return row;
  }

  private Optional<Instrument> instrument(String instrumentId) {
    Optional<Instrument> instrument = account.rules().instrument(instrumentId);
    if (instrument.isEmpty()) {
      add("instrumentId", "must be an instrument of the rule set: '" + instrumentId + "' is not");
      return instrument;
    }
    if (account.market().markPrice(instrumentId).isEmpty()) {
      add("instrumentId", "needs a mark price of '" + instrumentId + "' in market.markPrices");
    }
    settlementAsset(instrumentId, "instrumentId");
    new OptionCheck(instrument.get(), account.market(), account.rules())
        .rules()
        .forEach(rule -> add("instrumentId", rule));
    return instrument;
  }

  private void settlementAsset(String instrumentId, String field) {
    account
        .rules()
        .instrument(instrumentId)
        .map(Instrument::settlementAsset)
        .ifPresent(asset -> wallet(asset, field));
  }

  private void asset(String asset) {
    wallet(asset, "asset");
  }

  /** What moves into or out of a wallet must be an asset that the account may hold. */
  private void wallet(String asset, String field) {
    if (!account.rules().acceptsBalanceIn(asset)) {
      add(field, "must settle in or name an asset of the rule set: '" + asset + "' is not");
    }
    if (!asset.equals(account.rules().quoteCurrency())
        && account.market().indexPrice(asset).isEmpty()) {
      add(field, "needs an index price of '" + asset + "' in market.indexPrices");
    }
  }

  /** A premium is paid from a wallet, and an isolated position has none but its margin. */
  private void isolatedPremium(Instrument instrument, String field) {
    if (instrument.isPaidUpFront()) {
      add(
          field,
          "must not be isolated: the premium of '"
              + instrument.instrumentId()
              + "' is paid up front, from the cross wallet");
    }
  }

  private void leverage(Decimal leverage, Instrument instrument) {
    if (instrument.option().isPresent()) {
      add("leverage", "must not be set: '" + instrument.instrumentId() + "' is an option");
      return;
    }
    Fraction highest = instrument.schedule().leverageMax();
    if (Fraction.of(leverage).compareTo(highest) > 0) {
      add(
          "leverage",
          "must be at most "
              + highest.rounded()
              + ", the highest of '"
              + instrument.instrumentId()
              + "'");
    }
  }

  private void add(String field, String rule) {
    found.add(new Inconsistency(path + "." + field, rule));
  }
}
