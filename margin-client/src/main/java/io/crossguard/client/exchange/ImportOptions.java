package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller adds to the responses of a venue.
 *
 * @param accountId name for the account
 * @param ruleSetId rule set to name in the place of what follows from the responses
 * @param indexPrices index prices of assets in the quote currency of the rules; each positive
 * @param exchange the venue behind a library that stands in front of many
 * @param withoutOrders whether open orders may be left out of the account
 */
public record ImportOptions(
    String accountId,
    Optional<String> ruleSetId,
    Map<String, BigDecimal> indexPrices,
    Optional<String> exchange,
    boolean withoutOrders) {

  public ImportOptions {
    indexPrices = Map.copyOf(indexPrices);
  }

  /** A name for the account, and nothing else. */
  public static ImportOptions named(String accountId) {
    return new ImportOptions(accountId, Optional.empty(), Map.of(), Optional.empty(), false);
  }
}
