package io.crossguard.client.exchange;

/** What ccxt does not unify: what the wallets of an exchange hold, and how it margins. */
interface CcxtVenue {

  /**
   * Adds the cross wallets.
   *
   * @param raw the venue's own response
   * @return the rules that an account like this is under
   */
  VenueRules addBalances(AccountDraft draft, JsonValue raw, ImportOptions options);

  /** What the rule set of the service calls a contract. */
  String instrumentId(CcxtSymbol contract);

  /** Refuses a contract that the wallets do not stand behind. */
  void check(CcxtSymbol contract, JsonValue at);
}
