package io.crossguard.client.exchange;

import io.crossguard.v1.RuleSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules that a Binance account is evaluated under. */
final class BinanceRules {
  private final VenueRules venue;
  private final String bracketsOption;

  /**
   * @param bracketsOption what brings the brackets, as messages name it
   */
  BinanceRules(VenueRules venue, String bracketsOption) {
    this.venue = venue;
    this.bracketsOption = bracketsOption;
  }

  ImportedAccount apply(
      AccountDraft draft,
      List<BinancePositions.Open> positions,
      Optional<JsonValue> brackets,
      ImportOptions options) {
    if (options.ruleSetId().isPresent()) {
      return draft.under(options.ruleSetId().get(), venue.quoteCurrency());
    }
    if (brackets.isEmpty()) {
      positions.forEach(position -> venue.require(
          position.contract().symbol(), bracketsOption, position.holding().at()));
      draft.note(venue.note(bracketsOption));
      return draft.under(venue.ruleSetId(), venue.quoteCurrency());
    }
    venue.refusePooled(brackets.get());
    return draft.under(ruleSet(draft, positions, brackets.get()));
  }

  private RuleSet ruleSet(
      AccountDraft draft, List<BinancePositions.Open> positions, JsonValue response) {
    BinanceBrackets brackets = new BinanceBrackets(response);
    RuleSet.Builder rules = venue.conventions("leverage brackets of the venue");
    Set<String> done = new HashSet<>();
    for (BinancePositions.Open position : positions) {
      BinanceContract contract = position.contract();
      if (done.add(contract.symbol())) {
        rules.addInstruments(contract.toInstrument(
            brackets.of(contract.symbol(), position.holding().at())));
      }
    }
    if (positions.stream().noneMatch(position -> position.contract().isInverse())) {
      draft.soleAsset().ifPresent(rules::setQuoteCurrency);
    }
    return rules.build();
  }
}
