package io.crossguard.advisor.order;

import io.crossguard.advisor.plan.Move;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.advisor.plan.OrderWriter;
import io.crossguard.advisor.plan.PlanRun;
import io.crossguard.advisor.plan.Refusal;
import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens an order as drafted, in the margin engine. */
final class OrderTrial {
  // A share is found to a part in 2^30, about the ninth digit.
  private static final int HALVINGS = 30;

  private final OrderCase order;

  OrderTrial(OrderCase order) {
    this.order = order;
  }

  /**
   * What became of a draft.
   *
   * @param run the steps that were accepted
   * @param crossId the position in cross margin; absent where there is none
   * @param aloneId the position that stands alone; absent where there is none
   * @param crossRefusal why nothing was opened in cross margin
   * @param aloneRefusal why nothing was opened alone
   * @param after the account after the steps, with what is in a sub-account as an isolated position;
   *     but for options, which can't be isolated
   */
  record Attempt(
      PlanRun run,
      Optional<String> crossId,
      Optional<String> aloneId,
      Optional<Refusal> crossRefusal,
      Optional<Refusal> aloneRefusal,
      ResolvedAccount after) {

    boolean isAccepted() {
      return crossRefusal.isEmpty() && aloneRefusal.isEmpty();
    }
  }

  Attempt attempt(OrderDraft draft) {
    Optional<String> crossId = draft.cross().isZero()
        ? Optional.empty()
        : Optional.of(draft
            .elsewhere()
            .map(Change.Trade::positionId)
            .orElseGet(() -> home(true).orElseGet(order::positionId)));
    Optional<String> aloneId =
        draft.alone().quantity().isZero() ? Optional.empty() : Optional.of(aloneId(draft));
    List<Move> moves = new ArrayList<>(order.closings());
    draft.reunions().forEach((id, steps) -> moves.add(order.writer().again(id, steps)));
    crossId.ifPresent(id -> moves.add(inCross(id, draft)));
    draft.alone().homeMargin().ifPresent(margin -> moves.add(isolatedHome(margin)));
    Optional<Refusal> unfunded = unfunded(draft.alone());
    aloneId.filter(id -> unfunded.isEmpty()).ifPresent(id -> moves.add(alone(id, draft)));
    PlanRun run = PlanRun.of(order.today(), moves);
    return new Attempt(
        run,
        crossId,
        aloneId,
        crossId.flatMap(id -> refusal(run, id)),
        unfunded.or(() -> aloneId.flatMap(id -> refusal(run, id))),
        after(run, aloneId, draft));
  }

  /** The largest part of the cross quantity with which the engine accepts a draft. */
  Quantity largestInCross(OrderDraft draft) {
    return LargestPart.of(
        order, draft.cross(), HALVINGS, part -> attempt(draft.withCross(part)).isAccepted());
  }

  private Move inCross(String id, OrderDraft draft) {
    return draft
        .elsewhere()
        .map(trade -> OrderWriter.elsewhere(trade, order.poolId(trade.instrumentId())))
        .orElseGet(() -> order.writer().inCross(id, home(true).isPresent(), draft.cross()));
  }

  private Move alone(String id, OrderDraft draft) {
    OrderDraft.Alone part = draft.alone();
    boolean isOpen = home(false).isPresent() || part.homeMargin().isPresent();
    return part.isInSubAccount()
        ? order.writer().intoSubAccount(id, part.quantity(), part.margin())
        : order.writer().isolated(id, isOpen, part.quantity(), part.margin());
  }

  /** The cross position of the contract is isolated as a whole, and added to then. */
  private Move isolatedHome(Decimal margin) {
    Position home = order.netted().home(true).orElseThrow();
    return new MoveWriter(
            order.today(),
            new MarginEngine().evaluateMargin(order.today()),
            order.about(order.today()).venue())
        .isolate(home, home.quantity(), margin, Fraction.ZERO);
  }

  private String aloneId(OrderDraft draft) {
    if (draft.alone().isInSubAccount()) {
      return order.partId();
    }
    Optional<String> home = draft.alone().homeMargin().isPresent() ? home(true) : home(false);
    return home.orElseGet(() -> partId(draft));
  }

  private static Optional<Refusal> unfunded(OrderDraft.Alone part) {
    return part.isInSubAccount() && !part.margin().isPositive()
        ? Optional.of(new Refusal(false, "nothing may leave for a sub-account"))
        : Optional.empty();
  }

  private Optional<String> home(boolean isCross) {
    return order.netted().home(isCross).map(Position::positionId);
  }

  private String partId(OrderDraft draft) {
    boolean isNameTaken = !draft.cross().isZero() && home(true).isEmpty();
    return isNameTaken || !order.isNameFree() ? order.partId() : order.positionId();
  }

  private static Optional<Refusal> refusal(PlanRun run, String positionId) {
    return Optional.ofNullable(run.refusals().get(positionId));
  }

  private ResolvedAccount after(PlanRun run, Optional<String> aloneId, OrderDraft draft) {
    OrderDraft.Alone part = draft.alone();
    return aloneId
        .filter(id -> part.isInSubAccount() && unfunded(part).isEmpty())
        .filter(id -> order.instrument().option().isEmpty())
        .filter(id -> refusal(run, id).isEmpty())
        .map(id ->
            order.with(run.after(), id, part.quantity(), new MarginMode.Isolated(part.margin())))
        .orElseGet(run::after);
  }
}
