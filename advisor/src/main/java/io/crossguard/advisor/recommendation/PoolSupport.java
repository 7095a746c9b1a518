package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.exposure.Portfolio;
import io.crossguard.advisor.plan.Move;
import io.crossguard.advisor.plan.MoveWriter;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what is done for pools that don't cover their requirement: one deposit for each. */
final class PoolSupport {
  private final Portfolio portfolio;
  private final MoveWriter moveWriter;
  private final List<Move> moves = new ArrayList<>();
  private final Set<String> supported = new HashSet<>();

  PoolSupport(Portfolio portfolio, MoveWriter moveWriter) {
    this.portfolio = portfolio;
    this.moveWriter = moveWriter;
  }

  List<Move> moves() {
    return List.copyOf(moves);
  }

  Recommendation closeResidual(PositionCase of, List<Recommendation> alternatives) {
    moves.add(moveWriter.reduce(of.position(), of.quantity()));
    Optional<Money> lacking = lackingMargin(of.pool(), of.settlementAsset());
    lacking.ifPresent(amount -> alternatives.add(new Recommendation.AddCollateral(amount)));
    boolean isMatchedInPart = !of.quantity().equals(of.position().quantity());
    if (isMatchedInPart || of.pool().marginBalance().isNegative()) {
      // What stays needs margin, too; and no closing pays a debt, with which nothing may move.
      lacking.ifPresent(amount -> deposit(of.pool(), amount));
    }
    return new Recommendation.Reduce(of.quantity(), Optional.empty());
  }

  Recommendation addCollateral(PositionCase of) {
    Optional<Money> lacking = lackingMargin(of.pool(), of.settlementAsset());
    if (lacking.isEmpty()) {
      return new Recommendation.KeepCross();
    }
    deposit(of.pool(), lacking.get());
    return new Recommendation.AddCollateral(lacking.get());
  }

  /** A pool that owes more than it has gets that, though all of its positions are isolated. */
  void payDebt(PositionCase of, List<Recommendation> alternatives) {
    if (of.pool().marginBalance().isNegative()) {
      alternatives.add(addCollateral(of));
    }
  }

  private void deposit(Pool pool, Money amount) {
    if (supported.add(pool.poolId())) {
      moves.add(moveWriter.deposit(amount));
    }
  }

  /** What the pool needs to have its initial margin; absent where it has it. */
  private Optional<Money> lackingMargin(Pool pool, String asset) {
    Decimal lacking =
        pool.initialMargin().max(pool.maintenanceMargin()).minus(pool.marginBalance());
    return lacking.isPositive()
        ? Optional.of(deposit(Fraction.of(lacking), asset))
        : Optional.empty();
  }

  /** An amount of the quote currency as a deposit in an asset, rounded up. */
  Money deposit(Fraction inQuote, String asset) {
    return new Money(
        portfolio.inAsset(inQuote, asset).rounded().roundedUpTo(Lots.FINEST_STEP), asset);
  }
}
