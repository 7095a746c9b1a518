package io.crossguard.margin.change;

import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.MarginScope;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeAsset;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The most that one change may move, by formula rather than by trial.
 *
 * <pre>
 *   addable     the cross scope keeps R (or its formula), has initial margin and stands
 *   removable   at most the isolated margin; the isolated scope keeps what its formula asks for, has
 *               initial margin and stands
 *   withdrawal  the same of the cross scope; pooled: at most the asset's balance
 * </pre>
 *
 * and every other scope stands after it; else nothing may be moved. Where a haircut is bent (see
 * {@link io.crossguard.margin.value.Curve}), the amount may fall short by a part in 10^12.
 */
public final class MarginLimitCalculator {

  /**
   * @param account what is moved in
   */
  public MarginLimits calculate(ResolvedAccount account) {
    Calculation calculation = new Calculation(account);
    List<MarginLimits.IsolatedLimit> isolated = account.account().positions().stream()
        .filter(position -> !position.isCross())
        .map(calculation::isolated)
        .toList();
    List<Money> withdrawals =
        account.account().balances().stream().map(calculation::withdrawal).toList();
    return new MarginLimits(isolated, withdrawals);
  }

  /**
   * The most that may leave the cross wallet of an asset for isolated positions that don't exist
   * yet; at least 0, and 0 where the account has no such wallet.
   *
   * @param account what is moved in
   * @param asset what is moved
   */
  public Decimal isolatable(ResolvedAccount account, String asset) {
    return new Calculation(account).isolatable(asset).max(Decimal.ZERO);
  }

  private record Calculation(ResolvedAccount account) {

    MarginLimits.IsolatedLimit isolated(Position position) {
      String asset =
          account.rules().instrument(position.instrumentId()).orElseThrow().settlementAsset();
      if (!account.rules().acceptsBalanceIn(asset)) {
        return new MarginLimits.IsolatedLimit(
            position.positionId(), Money.zero(asset), Money.zero(asset));
      }
      int own = indexOf(MarginScope.isolatedId(position.positionId()));
      Drain drain = drain(own, asset);
      Optional<Integer> source = crossScope(asset);
      return new MarginLimits.IsolatedLimit(
          position.positionId(),
          new Money(addable(own, drain, source, asset), asset),
          new Money(removable(own, drain, source, asset), asset));
    }

    private Decimal addable(int own, Drain isolated, Optional<Integer> source, String asset) {
      if (source.isEmpty()) {
        return Decimal.ZERO;
      }
      Decimal most = isolatable(asset);
      return othersStand(List.of(own, source.orElseThrow())) && isolated.standsWith(most)
          ? most.max(Decimal.ZERO)
          : Decimal.ZERO;
    }

    /** What the cross scope of an asset lets go; negative where it lacks something already. */
    Decimal isolatable(String asset) {
      Optional<Integer> source = crossScope(asset);
      if (source.isEmpty()) {
        return Decimal.ZERO;
      }
      Drain cross = drain(source.get(), asset);
      boolean usesFormula = account.rules().conventions().changePolicy().isolationSource()
          == ChangePolicy.IsolationSource.FORMULA;
      Decimal kept = usesFormula ? cross.mostByFormula() : cross.mostAboveFloor();
      return kept.min(cross.mostWithInitialMargin());
    }

    private Decimal removable(int own, Drain isolated, Optional<Integer> target, String asset) {
      Decimal held = account.scopes().get(own).margin().walletBalance().amount();
      Decimal most =
          isolated.mostReleasable().min(isolated.mostWithInitialMargin()).min(held);
      List<Integer> touched = new ArrayList<>(List.of(own));
      target.ifPresent(touched::add);
      boolean targetStands =
          target.map(index -> drain(index, asset).standsWith(most)).orElse(true);
      return othersStand(touched) && targetStands ? most.max(Decimal.ZERO) : Decimal.ZERO;
    }

    Money withdrawal(Balance balance) {
      String asset = balance.asset();
      int own = crossScope(asset).orElseThrow();
      Drain drain = drain(own, asset);
      Decimal most = drain.mostReleasable().min(drain.mostWithInitialMargin());
      if (account.scopes().get(own).asset().isEmpty()) {
        most = most.min(balance.quantity());
      }
      return new Money(othersStand(List.of(own)) ? most.max(Decimal.ZERO) : Decimal.ZERO, asset);
    }

    private boolean othersStand(List<Integer> touched) {
      return IntStream.range(0, account.scopes().size())
          .allMatch(i ->
              touched.contains(i) || account.scopes().get(i).margin().status().stands());
    }

    private Drain drain(int index, String asset) {
      MarginScope scope = account.scopes().get(index);
      ScopeAsset drained = scope.assets().stream()
          .filter(held -> held.asset().equals(asset))
          .findFirst()
          .orElseGet(() -> notHeld(asset));
      return new Drain(scope, drained);
    }

    private ScopeAsset notHeld(String asset) {
      Price index = account.index(asset);
      return new ScopeAsset(
          account.rules().asset(asset), Decimal.ZERO, index, index, List.of(), List.of());
    }

    private int indexOf(String scopeId) {
      return IntStream.range(0, account.scopes().size())
          .filter(i -> account.scopes().get(i).scopeId().equals(scopeId))
          .findFirst()
          .orElseThrow();
    }

    /** The cross scope whose wallet an asset is in, or would be in. */
    private Optional<Integer> crossScope(String asset) {
      return IntStream.range(0, account.scopes().size())
          .filter(i -> account.scopes().get(i).kind() == ScopeKind.CROSS)
          .filter(i -> account.scopes().get(i).asset().map(asset::equals).orElse(true))
          .boxed()
          .findFirst();
    }
  }
}
