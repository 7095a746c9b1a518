package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.change.Change;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.evaluation.ResolvedAccount;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes that a caller wants previewed.
 *
 * @param account with its prices and rules
 * @param rules the rules as they are known
 * @param changes in their order
 * @param kinds of each change the field of the request that it is in, such as {@code trade}
 * @param isFull whether liquidation prices, distances, exposures and limits are asked for
 */
public record PreviewRequest(
    ResolvedAccount account,
    KnownRuleSet rules,
    List<Change> changes,
    List<String> kinds,
    boolean isFull) {
  private static final Pattern CHANGE = Pattern.compile("changes\\[([0-9]+)]\\.(.*)");

  public PreviewRequest {
    requireNonNull(account, "account");
    requireNonNull(rules, "rules");
    changes = List.copyOf(changes);
    kinds = List.copyOf(kinds);
  }

  /**
   * The preview that the core makes.
   *
   * @throws InconsistentRequestException if changes don't fit the account; the paths are those of
   *     the request
   */
  public ChangePreview preview(Supplier<ChangePreview> made) {
    return Consistency.consistent(made, this::inRequest);
  }

  /** In a request a change is one level deeper than in the core: {@code changes[2].trade}. */
  private String inRequest(String path) {
    Matcher change = CHANGE.matcher(path);
    return change.matches()
        ? "changes["
            + change.group(1)
            + "]."
            + kinds.get(Integer.parseInt(change.group(1)))
            + "."
            + change.group(2)
        : path;
  }
}
