package io.crossguard.advisor.plan;

import static io.crossguard.advisor.plan.TaskWriter.contracts;
import static io.crossguard.advisor.plan.TaskWriter.task;
import static io.crossguard.advisor.plan.TaskWriter.text;

import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.evaluation.AccountMargin;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what is to be done with positions as changes, by the means of the venue. No venue takes an
 * open position apart: a part of one is closed and opened again beside the rest, under a name of its
 * own. So is a whole position where its mode can't be switched while it is open, or where its
 * profit and loss would stay behind. Trades are at the mark and without a fee.
 */
public final class MoveWriter {
  private static final Fraction ANY = Fraction.ZERO;

  private final ResolvedAccount account;
  private final VenueCapabilities venue;
  private final TaskWriter writer;
  // Isolated positions that lack maintenance margin: until they have it, nothing else may move.
  private final Set<String> fallen = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> isolatedParts = new HashMap<>();

  /**
   * @param account today
   * @param margin its evaluation
   * @param venue its means
   */
  public MoveWriter(ResolvedAccount account, AccountMargin margin, VenueCapabilities venue) {
    this.account = account;
    this.venue = venue;
    this.writer = new TaskWriter(account);
    Set<String> fallenScopes = margin.scopes().stream()
        .filter(scope -> scope.kind() == ScopeKind.ISOLATED && !scope.status().stands())
        .map(ScopeMargin::scopeId)
        .collect(Collectors.toSet());
    margin.positions().stream()
        .filter(p -> fallenScopes.contains(p.scopeId()))
        .forEach(p -> fallen.add(p.positionId()));
    account.account().positions().forEach(p -> taken.add(p.positionId()));
  }

  /** The name of what is isolated of a position: its own, unless a part of it was opened anew. */
  public String isolatedId(String positionId) {
    return isolatedParts.getOrDefault(positionId, positionId);
  }

  /** Brings collateral from outside. */
  public Move deposit(Money amount) {
    return new Move(
        amount.asset(),
        Optional.empty(),
        StepPurpose.ADD_COLLATERAL,
        ANY,
        account.crossScopeId(amount.asset()),
        List.of(task(
            new Change.Deposit(amount.asset(), amount.amount()), "Deposit " + text(amount) + ".")));
  }

  /** Closes a part of a position. */
  public Move reduce(Position position, Quantity closed) {
    return move(position, StepPurpose.REDUCE_RISK, ANY, List.of(writer.close(position, closed)));
  }

  /**
   * What of a position is closed.
   *
   * @param position as it is today
   * @param quantity contracts with the sign of the position; not zero
   */
  public record Closing(Position position, Quantity quantity) {}

  /** Closes parts of positions that may only shrink together. */
  public Move reduceTogether(String unitId, List<Closing> closings) {
    Position first = closings.get(0).position();
    return new Move(
        unitId,
        Optional.of(first.positionId()),
        StepPurpose.REDUCE_RISK,
        ANY,
        account.crossScopeId(writer.asset(first)),
        closings.stream()
            .map(each -> writer.close(each.position(), each.quantity()))
            .toList());
  }

  /** Isolates a part of a cross position with a margin from the cross wallet. */
  public Move isolate(Position position, Quantity part, Decimal margin, Fraction urgency) {
    String id = position.positionId();
    String with = "isolated margin with " + text(new Money(margin, writer.asset(position)));
    boolean isWhole = part.equals(position.quantity());
    String opened = isWhole ? id : name(id, "-isolated");
    isolatedParts.put(id, opened);
    List<Move.Task> tasks = isWhole && venue.switchesInPlace()
        ? List.of(task(new Change.ToIsolated(id, margin), "Switch " + id + " to " + with + "."))
        : List.of(
            writer.close(position, part),
            task(
                writer.open(opened, position, part, ScopeKind.ISOLATED, Optional.of(margin)),
                "Open " + contracts(part) + " of " + position.instrumentId() + " as " + opened
                    + " in " + with + "."));
    return move(position, StepPurpose.ISOLATE, urgency, tasks);
  }

  /** Isolates what is left of a cross position once the rest is closed. */
  public Move isolateRest(Position position, Quantity rest, Decimal margin, Fraction urgency) {
    return isolate(position.withQuantity(rest), rest, margin, urgency);
  }

  /** Adds margin to an isolated position, or takes some from it. */
  public Move adjust(Position position, Decimal amount, Fraction urgency) {
    Money moved = new Money(amount.abs(), writer.asset(position));
    return move(
        position,
        amount.isPositive() ? StepPurpose.ISOLATE : StepPurpose.RELEASE_MARGIN,
        amount.isPositive() ? urgency : ANY,
        List.of(task(
            new Change.AdjustIsolatedMargin(position.positionId(), amount),
            amount.isPositive()
                ? "Add " + text(moved) + " to the margin of " + position.positionId() + "."
                : "Take " + text(moved) + " from the margin of " + position.positionId() + ".")));
  }

  /**
   * Brings isolated positions into cross margin. Those that can only have one mode are closed before
   * any is opened again: none can be in cross while another is isolated.
   */
  public List<Move> join(List<Position> positions) {
    Map<String, List<Position>> ofOneMode = new LinkedHashMap<>();
    positions.forEach(
        p -> ofOneMode.computeIfAbsent(modeOf(p), mode -> new ArrayList<>()).add(p));
    return ofOneMode.values().stream().map(this::joinTogether).toList();
  }

  /** What has the mode of a position: itself, its instrument or the account. */
  private String modeOf(Position position) {
    return switch (venue.modeGranularity()) {
      case PER_POSITION, SUB_ACCOUNTS -> position.positionId();
      case PER_SYMBOL -> position.instrumentId();
      case ACCOUNT_WIDE -> account.account().accountId();
    };
  }

  private Move joinTogether(List<Position> positions) {
    Position first = positions.get(0);
    String id = first.positionId();
    if (positions.size() == 1 && venue.switchesInPlace()) {
      return move(
          first,
          StepPurpose.REUNITE_HEDGE,
          ANY,
          List.of(task(new Change.ToCross(id), "Bring " + id + " with its margin into cross.")));
    }
    List<Move.Task> tasks = new ArrayList<>();
    positions.forEach(p -> tasks.add(writer.close(p, p.quantity())));
    positions.forEach(p -> tasks.add(writer.openInCross(p.positionId(), p, p.quantity())));
    return move(first, StepPurpose.REUNITE_HEDGE, ANY, tasks);
  }

  /** Closes a part of a position and opens the same exposure in a contract that settles elsewhere. */
  public Move joinElsewhere(
      Position position, Quantity part, Instrument instrument, Quantity quantity) {
    String id = position.positionId();
    String opened = part.equals(position.quantity()) ? id : name(id, "-cross");
    Position there = new Position(
        opened,
        instrument.instrumentId(),
        quantity,
        writer.mark(instrument.instrumentId()),
        position
            .leverage()
            .filter(set -> Fraction.of(set).compareTo(instrument.schedule().leverageMax()) <= 0),
        new MarginMode.Cross());
    return new Move(
        id,
        Optional.of(id),
        StepPurpose.REUNITE_HEDGE,
        ANY,
        account.crossScopeId(instrument.settlementAsset()),
        List.of(writer.close(position, part), writer.openInCross(opened, there, quantity)));
  }

  /**
   * Brings a part of an isolated position into cross margin.
   *
   * @param kept what is assigned to the rest then; absent to leave it what the venue leaves it
   */
  public Move joinPart(Position position, Quantity part, Optional<Decimal> kept) {
    String id = position.positionId();
    String opened = name(id, "-cross");
    List<Move.Task> tasks = new ArrayList<>();
    tasks.add(writer.close(position, part));
    kept.ifPresent(margin -> tasks.add(new Move.Task(
        now -> Optional.of(margin.minus(margin(now, id)))
            .filter(amount -> !amount.isZero())
            .map(amount -> new Change.AdjustIsolatedMargin(id, amount)),
        "Leave " + text(new Money(margin, writer.asset(position))) + " with the rest of " + id
            + ".")));
    tasks.add(writer.openInCross(opened, position, part));
    return move(position, StepPurpose.REUNITE_HEDGE, ANY, tasks);
  }

  /** Closes the positions of a group and withdraws what its sub-account gets. */
  public Move leave(String groupId, List<Position> positions, Money margin) {
    List<Move.Task> tasks = new ArrayList<>();
    positions.forEach(p -> tasks.add(writer.close(p, p.quantity())));
    if (margin.isPositive()) {
      tasks.add(task(
          new Change.Withdraw(margin.asset(), margin.amount()),
          "Withdraw " + text(margin) + " into the sub-account, and open " + groupId + " there."));
    }
    return new Move(
        groupId,
        Optional.of(positions.get(0).positionId()),
        StepPurpose.LEAVE_ACCOUNT,
        ANY,
        account.crossScopeId(margin.asset()),
        tasks);
  }

  private Move move(
      Position position, StepPurpose purpose, Fraction urgency, List<Move.Task> tasks) {
    boolean isFallen = fallen.contains(position.positionId());
    return new Move(
        position.positionId(),
        Optional.of(position.positionId()),
        isFallen ? StepPurpose.RESTORE_MARGIN : purpose,
        urgency,
        account.crossScopeId(writer.asset(position)),
        tasks);
  }

  private static Decimal margin(ResolvedAccount now, String positionId) {
    return now.position(positionId)
        .filter(position -> !position.isCross())
        .map(position -> ((MarginMode.Isolated) position.mode()).margin())
        .orElse(Decimal.ZERO);
  }

  /** A name that no position of the account has, nor any that is opened by the plan. */
  private String name(String positionId, String suffix) {
    String ending = suffix;
    for (int i = 2; ; i++) {
      int length = Math.min(positionId.length(), Require.IDENTIFIER_LENGTH_MAX - ending.length());
      String name = positionId.substring(0, length) + ending;
      if (taken.add(name)) {
        return name;
      }
      ending = suffix + "-" + i;
    }
  }
}
