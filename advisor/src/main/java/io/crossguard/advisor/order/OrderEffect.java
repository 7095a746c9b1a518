package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Optional;

/**
 * What an order does to its account.
 *
 * @param before the account today
 * @param inCross the account with all that the order opens in cross margin, whether the engine would
 *     accept that or not; absent where it opens nothing
 * @param crossRefusal why the engine would refuse that; absent where it would not
 * @param missing what the pool lacks of the initial margin for that, in the settlement asset; absent
 *     where it lacks none
 * @param after the account after the plan, and the sub-account beside it; absent where nothing is
 *     recommended
 * @param affectedPositionIds other positions for which there is something to do after the plan that
 *     there is not today, by id
 */
public record OrderEffect(
    OrderOutlook before,
    Optional<OrderOutlook> inCross,
    Optional<String> crossRefusal,
    Optional<Money> missing,
    Optional<OrderOutlook> after,
    List<String> affectedPositionIds) {

  public OrderEffect {
    requireNonNull(before, "before");
    requireNonNull(inCross, "inCross");
    requireNonNull(crossRefusal, "crossRefusal");
    requireNonNull(missing, "missing");
    requireNonNull(after, "after");
    affectedPositionIds = List.copyOf(affectedPositionIds);
  }
}
