package io.crossguard.client.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OKX through ccxt. Sizes and units of contracts are in the markets, and tiers, which are in
 * contracts at this venue, are asked for symbol by symbol.
 */
final class CcxtOkx implements CcxtVenue {
  private final Okx okx = new Okx();

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    CcxtNames names = new CcxtNames();
    List<JsonValue> held = new ArrayList<>();
    List<JsonValue> rows = new ArrayList<>();
    for (CcxtInfo.Row row : CcxtInfo.positions(responses)) {
      names.add(row.info().field("instId"), row.symbol());
      rows.add(row.info());
      if (row.info().stated("pos").map(size -> size.decimal().signum() != 0).orElse(false)) {
        held.add(row.symbol());
      }
    }
    Map<String, JsonValue> own = new LinkedHashMap<>();
    own.put(Okx.CONFIG, config(responses));
    own.put(Okx.BALANCE, CcxtInfo.of(responses.get(Ccxt.BALANCE)));
    own.put(Okx.POSITIONS, framed(responses.get(Ccxt.POSITIONS), rows));
    own.put(Okx.INSTRUMENTS, instruments(responses, held));
    if (options.ruleSetId().isEmpty()) {
      own.put(Okx.TIERS, tiers(responses, held));
    }
    return names.in(okx.read(Responses.assembled("ccxt", own), options));
  }

  private static JsonValue config(Responses responses) {
    JsonValue account =
        CcxtInfo.needed(responses, Ccxt.ACCOUNT, "fetchAccounts(): the account mode");
    return account.isArray() ? framed(account, CcxtInfo.ofAll(account)) : account;
  }

  private static JsonValue instruments(Responses responses, List<JsonValue> held) {
    JsonValue markets = CcxtInfo.needed(responses, Ccxt.MARKETS, "loadMarkets(): the contracts");
    return framed(
        markets,
        bySymbol(markets, held, "loadMarkets()").stream().map(CcxtInfo::ofOne).toList());
  }

  private static JsonValue tiers(Responses responses, List<JsonValue> held) {
    String call = "fetchMarketLeverageTiers(symbol, {'marginMode': that of the position})";
    JsonValue tiers = CcxtInfo.needed(responses, Ccxt.TIERS, call + " of each symbol, by symbol");
    return framed(
        tiers,
        bySymbol(tiers, held, call).stream()
            .flatMap(of -> CcxtInfo.ofAll(of).stream())
            .toList());
  }

  /** What is there for each symbol that is held; of two positions in one it is there once. */
  private static List<JsonValue> bySymbol(JsonValue all, List<JsonValue> held, String call) {
    Map<String, JsonValue> found = new LinkedHashMap<>();
    for (JsonValue symbol : held) {
      found.put(
          symbol.text(),
          all.optional(symbol.text())
              .orElseThrow(() -> symbol.problem(symbol.describe() + " is not in " + all.place()
                  + ", which has by symbol what exchange." + call + " answers")));
    }
    return List.copyOf(found.values());
  }

  private static JsonValue framed(JsonValue source, List<JsonValue> data) {
    return CcxtInfo.object(
        source, Map.of("code", CcxtInfo.text(source, "0"), "data", CcxtInfo.array(source, data)));
  }
}
