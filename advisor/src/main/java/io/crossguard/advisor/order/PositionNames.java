package io.crossguard.advisor.order;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Require;
import java.util.Set;
import java.util.stream.Collectors;

/** Names for what is opened. */
final class PositionNames {
  private PositionNames() {}

  /** The name itself, or with the first number that makes it one that no position has. */
  static String free(ResolvedAccount account, String name) {
    return free(account, name, "");
  }

  /** The name with an ending, and with the first number that makes it one that no position has. */
  static String free(ResolvedAccount account, String name, String ending) {
    Set<String> taken = account.account().positions().stream()
        .map(Position::positionId)
        .collect(Collectors.toSet());
    String numbered = ending;
    for (int i = 2; ; i++) {
      int length = Math.min(name.length(), Require.IDENTIFIER_LENGTH_MAX - numbered.length());
      String candidate = name.substring(0, length) + numbered;
      if (!taken.contains(candidate)) {
        return candidate;
      }
      numbered = ending + "-" + i;
    }
  }
}
