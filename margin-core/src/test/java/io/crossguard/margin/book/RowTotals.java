package io.crossguard.margin.book;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Price;
import java.util.List;
import java.util.Map;

/** The totals of accounts of one scope each, computed one by one without what a book does around it. */
public final class RowTotals {
  private static final ScopeRows.Changes UNHEARD = (row, before) -> {};

  private final ContractTable table;
  private final ScopeColumns columns;

  /** Accounts that columns can hold, at the marks of one market. */
  public RowTotals(RuleSet rules, List<ResolvedAccount> accounts, MarketSnapshot market) {
    this.table = new ContractTable(rules);
    this.columns = new ScopeColumns(table, new StandingLevels(rules.conventions(), List.of()));
    List<BookedAccount> booked = accounts.stream()
        .map(account -> BookedAccount.of(account, rules, table).orElseThrow())
        .toList();
    setMarks(market.markPrices());
    for (int row = 0; row < booked.size(); row++) {
      columns.add(row, row, booked.get(row).scopes().get(0));
    }
  }

  /** Moves all prices, and evaluates nothing. */
  public void setMarks(Map<String, Price> marks) {
    marks.forEach((instrumentId, mark) -> {
      for (int contract : table.numbers(instrumentId)) {
        table.setMark(contract, table.contract(contract).price(mark).orElseThrow());
      }
    });
  }

  /** Balance, maintenance margin and verdict of every account. */
  public void evaluate() {
    int count = columns.rows().count();
    for (int row = 0; row < count; row++) {
      columns.evaluate(row, UNHEARD);
    }
  }
}
