package io.crossguard.server.mapping;

import io.crossguard.margin.account.Account;
import java.util.List;

/**
 * Many accounts with one market and one rule set. Each account is read when its turn comes, so that
 * a bad one fails alone.
 *
 * @param accounts as they were sent
 * @param terms what they share
 */
public record MarginBatch(List<io.crossguard.v1.Account> accounts, BatchTerms terms) {

  public MarginBatch {
    accounts = List.copyOf(accounts);
  }

  public int size() {
    return accounts.size();
  }

  /**
   * @param i number of the account, from 0
   * @throws RequestException if it can't be evaluated; paths start at {@code accounts[i]}
   */
  public MarginRequest request(int i) {
    Violations violations = new Violations();
    FieldPath field = FieldPath.ofRequest(violations).child("accounts").at(i);
    Reading<Account> account = AccountMapper.fromProto(accounts.get(i), field);
    violations.throwIfMalformed();
    KnownRuleSet rules = terms.rules();
    return new MarginRequest(
        Consistency.resolve(account.get(), terms.market(), rules.rules(), field),
        rules.reference(account.get()),
        terms.isFull());
  }
}
