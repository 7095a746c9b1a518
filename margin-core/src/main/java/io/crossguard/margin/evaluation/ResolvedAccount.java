package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account with its prices and rules looked up, divided into scopes: the only form that is
 * calculated with, so that calculators never meet an unknown instrument or a missing price.
 *
 * @param account as it was given
 * @param market as it was given, with the marks that it leaves to the models of its options
 * @param rules as they were given
 * @param scopes cross scopes first, then one for each isolated position in the account's order
 */
public record ResolvedAccount(
    Account account, MarketSnapshot market, RuleSet rules, List<MarginScope> scopes) {

  static final String POOL = "cross";

  public ResolvedAccount {
    scopes = List.copyOf(scopes);
  }

  /**
   * @throws InconsistentInputException with everything that doesn't fit together
   */
  public static ResolvedAccount of(Account account, MarketSnapshot market, RuleSet rules) {
    List<Inconsistency> found =
        ConsistencyCheck.inconsistencies(account, market, rules, Untouched.NOTHING);
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    return of(account, withModelledMarks(market, rules), rules, Untouched.NOTHING);
  }

  /**
   * Another account in the same market and under the same rules, such as this one after a change.
   * What a change leaves untouched is not calculated again.
   *
   * @throws InconsistentInputException with everything that doesn't fit together
   */
  public ResolvedAccount with(Account other) {
    Optional<List<MarginScope>> changed = FewRows.changed(this, other);
    if (changed.isPresent()) {
      return new ResolvedAccount(other, market, rules, changed.get());
    }
    Untouched untouched = Untouched.of(scopes);
    List<Inconsistency> found = ConsistencyCheck.inconsistencies(other, market, rules, untouched);
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
    return of(other, market, rules, untouched);
  }

  private static ResolvedAccount of(
      Account account, MarketSnapshot market, RuleSet rules, Untouched untouched) {
    return new ResolvedAccount(
        account, market, rules, new Resolution(account, market, rules, untouched).scopes());
  }

  /** The market with the marks that it leaves to the model of an option. */
  private static MarketSnapshot withModelledMarks(MarketSnapshot market, RuleSet rules) {
    if (market.optionQuotes().isEmpty()) {
      return market;
    }
    Map<String, Price> marks = new HashMap<>(market.markPrices());
    for (String instrumentId : market.optionQuotes().keySet()) {
      if (!marks.containsKey(instrumentId)) {
        rules
            .instrument(instrumentId)
            .flatMap(instrument -> OptionModel.of(instrument, market, rules))
            .flatMap(OptionModel::mark)
            .ifPresent(mark -> marks.put(instrumentId, mark));
      }
    }
    return marks.size() == market.markPrices().size() ? market : market.withMarks(marks);
  }

  /** Figures and verdicts of the scopes, in their order. */
  public List<ScopeMargin> margins() {
    return scopes.stream().map(MarginScope::margin).toList();
  }

  /** A position by its id. */
  public Optional<Position> position(String positionId) {
    for (Position position : account.positions()) {
      if (position.positionId().equals(positionId)) {
        return Optional.of(position);
      }
    }
    return Optional.empty();
  }

  /** The name of the cross scope that what settles in an asset is, or would be, in. */
  public String crossScopeId(String settlementAsset) {
    return crossScopeId(settlementAsset, rules);
  }

  static String crossScopeId(String settlementAsset, RuleSet rules) {
    return rules.conventions().collateralMode() == CollateralMode.MULTI_ASSET
        ? POOL
        : POOL + ":" + settlementAsset;
  }

  /** What is in the cross wallet of an asset; signed, and 0 where there is none. */
  public Decimal wallet(String asset) {
    return wallet(asset, account);
  }

  static Decimal wallet(String asset, Account account) {
    Decimal held = Decimal.ZERO;
    for (Balance balance : account.balances()) {
      held = balance.asset().equals(asset) ? held.plus(balance.quantity()) : held;
    }
    return held;
  }

  /** The price of an asset in the quote currency. */
  public Price index(String asset) {
    return indexOf(asset, market, rules);
  }

  static Price indexOf(String asset, MarketSnapshot market, RuleSet rules) {
    return asset.equals(rules.quoteCurrency())
        ? Price.ONE
        : market.indexPrice(asset).orElseThrow();
  }
}
