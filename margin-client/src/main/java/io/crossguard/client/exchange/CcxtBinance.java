package io.crossguard.client.exchange;

import io.crossguard.v1.MarginTier;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * USDⓈ-M futures of Binance through ccxt. Its {@code total} has unrealized profit and loss and
 * isolated wallets in it, so that the wallets are taken from {@code info}.
 */
final class CcxtBinance implements CcxtVenue {
  private static final String OPTION = "--" + Ccxt.TIERS;

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    AccountDraft draft = new AccountDraft(options);
    JsonValue raw = CcxtInfo.of(responses.get(Ccxt.BALANCE));
    BinanceAccount account = new BinanceAccount(raw, options);
    account.addTo(draft);
    VenueRules rules =
        account.isMultiAssets() ? BinanceUsdm.MULTI_ASSETS : BinanceUsdm.SINGLE_ASSET;

    Optional<JsonValue> tiers = responses.find(Ccxt.TIERS);
    boolean named = tiers.isEmpty() || options.ruleSetId().isPresent();
    List<CcxtPositions.Open> positions = new CcxtPositions(
            responses.find(Ccxt.TICKERS),
            responses.find(Ccxt.MARKETS),
            contract -> named ? instrumentId(contract) : contract.symbol())
        .read(responses.get(Ccxt.POSITIONS));
    positions.forEach(position -> {
      requireLinear(position.contract(), position.holding().at());
      draft.position(position.holding(), position.contract().settle());
    });
    if (options.ruleSetId().isPresent()) {
      return draft.under(options.ruleSetId().get(), rules.quoteCurrency());
    }
    return tiers.isPresent()
        ? inline(draft, rules, positions, tiers.get())
        : shipped(draft, rules, positions);
  }

  /** What the rule set of the service calls a contract. */
  private static String instrumentId(CcxtSymbol contract) {
    String pair = contract.base() + contract.quote();
    return contract
        .expiry()
        .map(day -> pair + "_" + day.format(DeliveryDay.DIGITS))
        .orElse(pair);
  }

  private static void requireLinear(CcxtSymbol contract, JsonValue at) {
    if (!contract.isLinear()) {
      throw at.problem(contract.symbol() + " is coin-margined: its wallets are another account");
    }
  }

  private static ImportedAccount shipped(
      AccountDraft draft, VenueRules rules, List<CcxtPositions.Open> positions) {
    positions.forEach(position -> rules.require(
        position.holding().instrumentId(), OPTION, position.holding().at()));
    draft.note(rules.note(OPTION));
    return draft.under(rules.ruleSetId(), rules.quoteCurrency());
  }

  private static ImportedAccount inline(
      AccountDraft draft,
      VenueRules rules,
      List<CcxtPositions.Open> positions,
      JsonValue response) {
    rules.refusePooled(response);
    CcxtTiers tiers = new CcxtTiers(response);
    RuleSet.Builder ruleSet = rules.conventions("leverage tiers by ccxt");
    Map<String, BigDecimal> sizes = new HashMap<>();
    for (CcxtPositions.Open position : positions) {
      String symbol = position.contract().symbol();
      JsonValue at = position.holding().at();
      BigDecimal before = sizes.putIfAbsent(symbol, position.contractSize());
      if (before == null) {
        ruleSet.addInstruments(position
            .contract()
            .toInstrument(symbol, ExactNumber.wire(position.contractSize(), at))
            .setRequirement(marginal(tiers.of(symbol, at))));
      } else if (before.compareTo(position.contractSize()) != 0) {
        throw at.problem("the contract size of " + symbol + " is another than before");
      }
    }
    draft.soleAsset().ifPresent(ruleSet::setQuoteCurrency);
    return draft.under(ruleSet.build());
  }

  private static Requirement marginal(List<MarginTier> tiers) {
    return Requirement.newBuilder()
        .setMarginalTiers(MarginalTiers.newBuilder().addAllTiers(tiers))
        .build();
  }
}
