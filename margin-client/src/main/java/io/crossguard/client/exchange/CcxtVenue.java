package io.crossguard.client.exchange;

/** What ccxt does not unify: how an account of an exchange is read out of what ccxt answers. */
interface CcxtVenue {

  /**
   * Turns what ccxt answers into a request.
   *
   * @throws BadResponseException if it can't become one
   */
  ImportedAccount read(Responses responses, ImportOptions options);
}
