package io.crossguard.client.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The unified account of Bybit through ccxt. The margin mode is that of the account, and collateral
 * ratios and the fees of the owner are no part of {@code fetchLeverageTiers}: each is a call of its
 * own.
 */
final class CcxtBybit implements CcxtVenue {
  // What ccxt writes into the venue's rows, so that its own paging finds it.
  private static final String CURSOR = "nextPageCursor";
  private static final String INFO = "info";

  private final Bybit bybit = new Bybit("--" + Ccxt.TIERS, "--" + Ccxt.COLLATERAL);

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    CcxtNames names = new CcxtNames();
    Map<String, JsonValue> own = new LinkedHashMap<>();
    own.put(Bybit.ACCOUNT, accountInfo(responses));
    own.put(Bybit.WALLET, CcxtInfo.of(responses.get(Ccxt.BALANCE)));
    own.put(Bybit.POSITIONS, positions(responses, names));
    Optional<JsonValue> tiers = responses.find(Ccxt.TIERS);
    if (tiers.isPresent() && options.ruleSetId().isEmpty()) {
      own.put(Bybit.LIMITS, limits(tiers.get()));
      own.put(
          Bybit.COLLATERAL,
          CcxtInfo.needed(responses, Ccxt.COLLATERAL, "privateGetV5AccountCollateralInfo()"));
      own.put(Bybit.FEES, fees(responses));
    }
    return names.in(bybit.read(Responses.assembled("ccxt", own), options));
  }

  private static JsonValue accountInfo(Responses responses) {
    JsonValue account =
        CcxtInfo.needed(responses, Ccxt.ACCOUNT, "privateGetV5AccountInfo(): the margin mode");
    return account.optional(INFO).map(info -> framed(account, info)).orElse(account);
  }

  private static JsonValue positions(Responses responses, CcxtNames names) {
    Map<String, List<JsonValue>> rows = new LinkedHashMap<>();
    Map<String, JsonValue> cursors = new LinkedHashMap<>();
    for (CcxtInfo.Row row : CcxtInfo.positions(responses)) {
      names.add(row.info().field("symbol"), row.symbol());
      String category = CcxtSymbol.of(row.symbol()).isLinear() ? "linear" : "inverse";
      row.info().stated(CURSOR).ifPresent(cursor -> cursors.put(category, cursor));
      rows.computeIfAbsent(category, of -> new ArrayList<>())
          .add(CcxtInfo.without(row.info(), CURSOR));
    }
    JsonValue source = responses.get(Ccxt.POSITIONS);
    List<JsonValue> pages = new ArrayList<>();
    rows.forEach((category, own) -> {
      Map<String, JsonValue> page = new LinkedHashMap<>();
      page.put("category", CcxtInfo.text(source, category));
      page.put("list", CcxtInfo.array(source, own));
      Optional.ofNullable(cursors.get(category)).ifPresent(cursor -> page.put(CURSOR, cursor));
      pages.add(framed(source, CcxtInfo.object(source, page)));
    });
    return CcxtInfo.array(source, pages);
  }

  private static JsonValue limits(JsonValue tiers) {
    return list(
        tiers,
        tiers.fields().values().stream()
            .flatMap(of -> CcxtInfo.ofAll(of).stream())
            .map(row -> CcxtInfo.without(row, CURSOR, INFO))
            .toList());
  }

  private static JsonValue fees(Responses responses) {
    JsonValue fees = CcxtInfo.needed(
        responses, Ccxt.FEES, "fetchTradingFees({'category': 'linear'}), for what is held");
    return fees.optional("retCode").isPresent()
        ? fees
        : list(fees, fees.fields().values().stream().map(CcxtInfo::ofOne).toList());
  }

  private static JsonValue list(JsonValue source, List<JsonValue> rows) {
    return framed(source, CcxtInfo.object(source, Map.of("list", CcxtInfo.array(source, rows))));
  }

  private static JsonValue framed(JsonValue source, JsonValue result) {
    return CcxtInfo.object(source, Map.of("retCode", CcxtInfo.text(source, "0"), "result", result));
  }
}
