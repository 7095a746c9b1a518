package io.crossguard.server.monitor;

import io.crossguard.margin.book.BookedAccount;
import java.util.Optional;

/**
 * Where an account stands that a message changes.
 *
 * @param evaluated what the evaluator says of it
 * @param booked what the book is to hold; absent where it is evaluated whole
 */
record ChangedStanding(EvaluatedAccount evaluated, Optional<BookedAccount> booked) {

  /** Its rows, where it is evaluated whole. */
  int wholeRows() {
    return booked.isPresent() ? 0 : EvaluatedAccount.rows(evaluated.account());
  }
}
