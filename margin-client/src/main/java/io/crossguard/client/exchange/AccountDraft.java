package io.crossguard.client.exchange;

import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects what an account consists of, and refuses what does not fit together. */
final class AccountDraft {
  private final Account.Builder account = Account.newBuilder();
  private final Set<String> positionIds = new HashSet<>();
  private final Map<String, JsonValue> assets = new LinkedHashMap<>();
  private final Set<String> balances = new HashSet<>();
  private final Map<String, BigDecimal> marks = new LinkedHashMap<>();
  private final Map<String, BigDecimal> indexes = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Market.Builder market = Market.newBuilder();

  AccountDraft(ImportOptions options) {
    account.setAccountId(options.accountId());
    indexes.putAll(options.indexPrices());
  }

  /** Adds the cross wallet of an asset; one of zero is left out. */
  void balance(String asset, BigDecimal quantity, JsonValue at) {
    if (!balances.add(asset)) {
      throw at.problem("the asset " + asset + " is there twice");
    }
    if (quantity.signum() != 0) {
      assets.putIfAbsent(asset, at);
      account.addBalances(
          Balance.newBuilder().setAsset(asset).setQuantity(ExactNumber.wire(quantity, at)));
    }
  }

  /**
   * Adds a position and its mark price.
   *
   * @param settlementAsset asset that its profit and loss are in
   */
  void position(Holding holding, String settlementAsset) {
    JsonValue at = holding.at();
    if (!positionIds.add(holding.positionId())) {
      throw at.problem("the position " + holding.positionId() + " is there twice");
    }
    assets.putIfAbsent(settlementAsset, at);
    mark(holding.instrumentId(), holding.markPrice(), at);
    Position.Builder position = Position.newBuilder()
        .setPositionId(holding.positionId())
        .setInstrumentId(holding.instrumentId())
        .setQuantity(ExactNumber.wire(holding.quantity(), at))
        .setEntryPrice(ExactNumber.wire(holding.entryPrice(), at));
    holding.leverage().ifPresent(leverage -> position.setLeverage(ExactNumber.wire(leverage, at)));
    holding
        .isolatedMargin()
        .ifPresentOrElse(
            margin -> position.setIsolated(
                Position.Isolated.newBuilder().setMargin(ExactNumber.wire(margin, at))),
            () -> position.setCross(Position.Cross.getDefaultInstance()));
    account.addPositions(position);
  }

  /** Adds an index price, unless the caller has given one. */
  void index(String asset, BigDecimal price) {
    indexes.putIfAbsent(asset, price);
  }

  /** Adds a sentence that whoever imports should know. */
  void note(String sentence) {
    notes.add(sentence);
  }

  /** The assets that are held or settled in, each with where the responses have it. */
  Map<String, JsonValue> assets() {
    return Collections.unmodifiableMap(assets);
  }

  /** The asset that is held and settled in, where it is one alone. */
  Optional<String> soleAsset() {
    return assets.size() == 1 ? assets.keySet().stream().findFirst() : Optional.empty();
  }

  /** The account under rules that the service knows. */
  ImportedAccount under(String ruleSetId, String quoteCurrency) {
    return imported(EvaluateMarginRequest.newBuilder().setRuleSetId(ruleSetId), quoteCurrency);
  }

  /** The account under rules of its own. */
  ImportedAccount under(RuleSet ruleSet) {
    return imported(
        EvaluateMarginRequest.newBuilder().setRuleSet(ruleSet), ruleSet.getQuoteCurrency());
  }

  private void mark(String instrumentId, BigDecimal price, JsonValue at) {
    BigDecimal before = marks.putIfAbsent(instrumentId, price);
    if (before == null) {
      market.addMarkPrices(MarkPrice.newBuilder()
          .setInstrumentId(instrumentId)
          .setPrice(ExactNumber.wire(price, at)));
    } else if (before.compareTo(price) != 0) {
      throw at.problem("the mark price of " + instrumentId + " is " + price.toPlainString()
          + " here and " + before.toPlainString() + " before: take the response again");
    }
  }

  private ImportedAccount imported(EvaluateMarginRequest.Builder request, String quoteCurrency) {
    assets.forEach((asset, at) -> {
      BigDecimal index = asset.equals(quoteCurrency) ? null : indexes.get(asset);
      if (index != null) {
        market.addIndexPrices(
            IndexPrice.newBuilder().setAsset(asset).setPrice(ExactNumber.wire(index, at)));
      } else if (!asset.equals(quoteCurrency)) {
        throw at.problem("the price of " + asset + " in " + quoteCurrency
            + " is needed for the totals: add --index " + asset + "=PRICE");
      }
    });
    return new ImportedAccount(request.setAccount(account).setMarket(market).build(), notes);
  }
}
