package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hyperliquid through ccxt. The venue answers with wallet and positions at once, and both are taken
 * from the balance, so that they are of one moment; the positions give ccxt's names, and must be the
 * same. ccxt has no tiers of this venue: they are those of {@code meta}.
 */
final class CcxtHyperliquid implements CcxtVenue {
  private final Hyperliquid hyperliquid = new Hyperliquid();

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    responses.find(Ccxt.TIERS).ifPresent(tiers -> {
      throw tiers.problem(
          "can't be taken: the tiers of hyperliquid are those of meta; leave it out");
    });
    JsonValue state = CcxtInfo.of(responses.get(Ccxt.BALANCE));
    if (state.optional("balances").isPresent()) {
      throw state.problem("is the balance in spot: take fetchBalance of the type swap; where that"
          + " has it too, the account is unified, and what is held in spot stands behind the"
          + " positions, which is not imported");
    }
    CcxtNames names = new CcxtNames();
    mustHold(state, responses, names);

    Map<String, JsonValue> own = new LinkedHashMap<>();
    own.put(Hyperliquid.STATE, state);
    own.put(Hyperliquid.MODE, mode(responses));
    own.put(
        Hyperliquid.META,
        CcxtInfo.needed(responses, Ccxt.META, "publicPostInfo({'type': 'meta'}): the tiers"));
    return names.in(hyperliquid.read(Responses.assembled("ccxt", own), options));
  }

  private static void mustHold(JsonValue state, Responses responses, CcxtNames names) {
    Map<String, JsonValue> sizes = new LinkedHashMap<>();
    for (JsonValue row : state.field("assetPositions").items()) {
      JsonValue position = row.field("position");
      sizes.put(position.field("coin").text(), position.field("szi"));
    }
    for (CcxtInfo.Row row : CcxtInfo.positions(responses)) {
      JsonValue position = row.info().field("position");
      JsonValue coin = position.field("coin");
      names.add(coin, row.symbol());
      JsonValue size = position.field("szi");
      JsonValue held = sizes.remove(coin.text());
      BigDecimal expected = held == null ? BigDecimal.ZERO : held.decimal();
      if (expected.compareTo(size.decimal()) != 0) {
        throw size.problem("is " + size.describe() + " here, and " + expected.toPlainString()
            + " in " + state.place() + ": take both again, of one dex");
      }
    }
    sizes.forEach((coin, size) -> {
      if (size.decimal().signum() != 0) {
        throw size.problem("is " + size.describe() + " of " + coin + " here, and not in "
            + responses.get(Ccxt.POSITIONS).place() + ": take both again, all positions of them");
      }
    });
  }

  // ccxt hands on the text as it comes, with its quotes.
  private static JsonValue mode(Responses responses) {
    JsonValue mode = CcxtInfo.needed(
        responses,
        Ccxt.ACCOUNT,
        "publicPostInfo({'type': 'userAbstraction', 'user': address}): the account mode");
    return CcxtInfo.text(mode, mode.text().replace("\"", ""));
  }
}
