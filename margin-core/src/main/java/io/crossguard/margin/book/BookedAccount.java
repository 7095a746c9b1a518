package io.crossguard.margin.book;

import java.util.List;
import java.util.Set;

/** An account as columns hold it: what {@link Book#fit} makes of one, and {@link Book#put} takes. */
public final class BookedAccount {
  private final String accountId;
  private final Set<String> assets;
  private final List<PlainScope> scopes;

  /**
   * @param assets those that it has wallets of, and their roots
   * @param scopes in the order of an evaluation
   */
  BookedAccount(String accountId, Set<String> assets, List<PlainScope> scopes) {
    this.accountId = accountId;
    this.assets = Set.copyOf(assets);
    this.scopes = List.copyOf(scopes);
  }

  public String accountId() {
    return accountId;
  }

  Set<String> assets() {
    return assets;
  }

  List<PlainScope> scopes() {
    return scopes;
  }
}
