package io.crossguard.margin.change;

import io.crossguard.margin.value.Money;
import java.util.List;

/**
 * How much can be moved by one change, all else as it is. Each amount is the largest that a preview
 * accepts, to the 18th digit after the point; 0 where it accepts none.
 *
 * @param isolated of each isolated position, in the order of the account
 * @param withdrawals of each asset with a balance, in the order of the account
 */
public record MarginLimits(List<IsolatedLimit> isolated, List<Money> withdrawals) {

  /**
   * How much margin can be moved to and from one isolated position, in its settlement asset.
   *
   * @param positionId the position
   * @param addable at most from the cross wallet; not negative
   * @param removable at most back to it; not negative
   */
  public record IsolatedLimit(String positionId, Money addable, Money removable) {}

  public MarginLimits {
    isolated = List.copyOf(isolated);
    withdrawals = List.copyOf(withdrawals);
  }
}
