package io.crossguard.server.mapping;

import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.v1.PreviewChangesRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads which changes are to be previewed. */
public final class PreviewRequestMapper {
  private final RulesMapper rulesMapper;

  public PreviewRequestMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  /**
   * @throws RequestException with everything that is wrong with the request, but for changes that
   *     don't fit the account
   */
  public PreviewRequest fromProto(PreviewChangesRequest message) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    FieldPath changesField = request.child("changes");
    changesField.requireAtMost(RequestLimits.CHANGES_MAX, message.getChangesCount());
    AccountReading reading = AccountReading.of(RequestParts.of(message), rulesMapper, request);
    Reading<List<Change>> changes =
        changesField.each(message.getChangesList(), ChangeMapper::fromProto);
    Reading<Boolean> isFull = AccountReading.isFull(message.getView(), request.child("view"));
    ResolvedAccount account = reading.resolve();
    changesField.requireAtMost(RequestLimits.PREVIEW_ROWS_MAX, rows(account, changes.get()));
    return new PreviewRequest(
        account,
        reading.knownRules(),
        changes.get(),
        message.getChangesList().stream().map(ChangeMapper::kind).toList(),
        isFull.get());
  }

  /** How many positions the answer has at most: after each change those held and opened so far. */
  private static int rows(ResolvedAccount account, List<Change> changes) {
    Set<String> positionIds = new HashSet<>();
    account.account().positions().forEach(position -> positionIds.add(position.positionId()));
    int rows = 0;
    for (Change change : changes) {
      if (change instanceof Change.Trade trade) {
        positionIds.add(trade.positionId());
      }
      rows += positionIds.size();
    }
    return rows;
  }
}
