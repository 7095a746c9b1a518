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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * ccxt's unified structures. Of a balance the venue's own response is read, which ccxt keeps in
 * {@code info}: what {@code total} holds differs from venue to venue (of Binance it has unrealized
 * profit and loss and isolated wallets in it).
 */
final class Ccxt implements ExchangeFormat {
  private static final String OPTION = "--tiers";

  // By ccxt's own names.
  private static final SortedMap<String, CcxtVenue> VENUES =
      new TreeMap<>(Map.of("binance", new CcxtBinance(), "binanceusdm", new CcxtBinance()));

  @Override
  public String name() {
    return "ccxt";
  }

  @Override
  public String description() {
    return "What ccxt answers for an exchange that --exchange names.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed("balance", "fetchBalance, with its info"),
        Response.needed("positions", "fetchPositions"),
        Response.optional("tiers", "fetchLeverageTiers"),
        Response.optional(
            "tickers", "fetchMarkPrices or fetchTickers: marks, if positions lack them"),
        Response.optional("markets", "markets by symbol: contract sizes, if positions lack them"));
  }

  @Override
  public List<String> exchanges() {
    return List.copyOf(VENUES.keySet());
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    CcxtVenue venue = venue(options.exchange().orElse(""));
    AccountDraft draft = new AccountDraft(options);
    JsonValue balance = responses.get("balance");
    JsonValue raw = balance
        .optional("info")
        .orElseThrow(() -> balance.problem("has no info: total alone does not say what is in it"));
    VenueRules rules = venue.addBalances(draft, raw, options);

    Optional<JsonValue> tiers = responses.find("tiers");
    boolean named = tiers.isEmpty() || options.ruleSetId().isPresent();
    List<CcxtPositions.Open> positions = new CcxtPositions(
            responses.find("tickers"),
            responses.find("markets"),
            contract -> named ? venue.instrumentId(contract) : contract.symbol())
        .read(responses.get("positions"));
    positions.forEach(position -> {
      venue.check(position.contract(), position.holding().at());
      draft.position(position.holding(), position.contract().settle());
    });
    if (options.ruleSetId().isPresent()) {
      return draft.under(options.ruleSetId().get(), rules.quoteCurrency());
    }
    return tiers.isPresent()
        ? inline(draft, rules, positions, tiers.get())
        : shipped(draft, rules, positions);
  }

  private static CcxtVenue venue(String exchange) {
    CcxtVenue venue = VENUES.get(exchange);
    if (venue == null) {
      throw new BadResponseException(
          "--exchange",
          "must be one of " + String.join(", ", VENUES.keySet()) + ", is " + exchange);
    }
    return venue;
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
    if (positions.stream().allMatch(position -> position.contract().isLinear())) {
      draft.soleAsset().ifPresent(ruleSet::setQuoteCurrency);
    }
    return draft.under(ruleSet.build());
  }

  private static Requirement marginal(List<MarginTier> tiers) {
    return Requirement.newBuilder()
        .setMarginalTiers(MarginalTiers.newBuilder().addAllTiers(tiers))
        .build();
  }
}
