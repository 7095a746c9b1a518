package io.crossguard.client.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** COIN-M futures of Binance through ccxt. */
final class CcxtBinanceCoinm implements CcxtVenue {
  private final BinanceCoinm coinm = new BinanceCoinm("--" + Ccxt.TIERS);

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    CcxtNames names = new CcxtNames();
    Optional<JsonValue> tiers = responses.find(Ccxt.TIERS);
    List<JsonValue> rows = new ArrayList<>();
    Map<String, JsonValue> brackets = new LinkedHashMap<>();
    for (CcxtInfo.Row row : CcxtInfo.positions(responses)) {
      JsonValue contract = row.info().field("symbol");
      names.add(contract, row.symbol());
      rows.add(row.info());
      tiers
          .flatMap(all -> all.optional(row.symbol().text()))
          .ifPresent(own -> brackets.put(contract.text(), brackets(contract, own)));
    }
    Map<String, JsonValue> own = new LinkedHashMap<>();
    own.put(BinanceCoinm.ACCOUNT, CcxtInfo.of(responses.get(Ccxt.BALANCE)));
    own.put(BinanceCoinm.POSITIONS, CcxtInfo.array(responses.get(Ccxt.POSITIONS), rows));
    tiers.ifPresent(
        all -> own.put(BinanceCoinm.BRACKETS, CcxtInfo.array(all, List.copyOf(brackets.values()))));
    responses
        .find(Ccxt.TICKERS)
        .ifPresent(tickers -> own.put(BinanceCoinm.PREMIUM_INDEX, indexes(tickers)));
    return names.in(coinm.read(Responses.assembled("ccxt", own), options));
  }

  private static JsonValue brackets(JsonValue contract, JsonValue tiers) {
    return CcxtInfo.object(
        tiers,
        Map.of("symbol", contract, "brackets", CcxtInfo.array(tiers, CcxtInfo.ofAll(tiers))));
  }

  // Those of fetchMarkPrices have the index price, those of fetchTickers do not.
  private static JsonValue indexes(JsonValue tickers) {
    return CcxtInfo.array(
        tickers,
        tickers.fields().values().stream()
            .map(CcxtInfo::ofOne)
            .filter(info -> info.optional("indexPrice").isPresent())
            .toList());
  }
}
