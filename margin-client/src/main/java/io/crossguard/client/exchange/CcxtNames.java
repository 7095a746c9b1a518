package io.crossguard.client.exchange;

import io.crossguard.v1.EvaluateMarginRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gives an account the names that ccxt has: positions those of its symbols, in hedge mode with the
 * side, so that a program finds in a plan what it calls the exchange with; and contracts too where
 * the rules come with the request. Rules that the service knows keep the venue's names.
 */
final class CcxtNames {
  private final Map<String, String> symbols = new HashMap<>();

  /** Names a contract. */
  void add(JsonValue venueSymbol, JsonValue symbol) {
    symbols.put(venueSymbol.text(), symbol.text());
  }

  /** The account with ccxt's names. */
  ImportedAccount in(ImportedAccount imported) {
    EvaluateMarginRequest.Builder request = imported.evaluation().toBuilder();
    request.getAccountBuilder().getPositionsBuilderList().forEach(position -> {
      String contract = position.getInstrumentId();
      String rest = position.getPositionId().substring(contract.length());
      position.setPositionId(named(contract) + rest.toLowerCase(Locale.ROOT));
    });
    if (request.hasRuleSet()) {
      request
          .getAccountBuilder()
          .getPositionsBuilderList()
          .forEach(position -> position.setInstrumentId(named(position.getInstrumentId())));
      request
          .getMarketBuilder()
          .getMarkPricesBuilderList()
          .forEach(price -> price.setInstrumentId(named(price.getInstrumentId())));
      request
          .getRuleSetBuilder()
          .getInstrumentsBuilderList()
          .forEach(contract -> contract.setInstrumentId(named(contract.getInstrumentId())));
    }
    return new ImportedAccount(request.build(), List.copyOf(imported.notes()));
  }

  private String named(String venueSymbol) {
    return symbols.getOrDefault(venueSymbol, venueSymbol);
  }
}
