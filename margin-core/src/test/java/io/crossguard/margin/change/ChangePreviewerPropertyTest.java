package io.crossguard.margin.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of every preview. A failure names its seed; run that seed alone to see it again. */
class ChangePreviewerPropertyTest {

  private static final int PREVIEWS_PER_SEED = 40;
  private static final Decimal TOLERANCE =
      Scenario.d("0.000000000000001").times(Scenario.d("0.000000000000001"));

  private final ChangePreviewer previewer = new ChangePreviewer();
  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return LongStream.range(0, 120);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 25);
  }

  /** Visits every outcome of many random previews, with the account before it. */
  private void forEachOutcome(long seed, Visitor visitor) {
    Random random = new Random(seed);
    for (int i = 0; i < PREVIEWS_PER_SEED; i++) {
      RandomChanges drawn = RandomChanges.next(random);
      ChangePreview preview = previewer.preview(drawn.account(), drawn.changes());
      ResolvedAccount before = preview.before();
      var marginBefore = preview.marginBefore();
      for (ChangeOutcome outcome : preview.outcomes()) {
        visitor.visit(new ChangePreview(before, marginBefore, List.of(outcome)), outcome);
        before = outcome.after();
        marginBefore = outcome.margin();
      }
    }
  }

  private interface Visitor {
    void visit(ChangePreview step, ChangeOutcome outcome);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void equity_afterAChange_isThatBeforeWithWhatCameAndWent(long seed) {
    forEachOutcome(seed, (step, outcome) -> {
      if (outcome.isAccepted()) {
        Fraction expected = Fraction.of(step.marginBefore().totals().equity().amount())
            .plus(cameAndWent(outcome.change(), step.before()));
        Fraction actual = Fraction.of(outcome.margin().totals().equity().amount());
        if (isUndivided(step.before().account(), outcome.after().account(), step.before())) {
          assertThat(actual).as("%s", outcome.change()).isEqualTo(expected);
        } else {
          Decimal size = size(step.before(), outcome);
          assertThat(actual.minus(expected).abs())
              .as("%s", outcome.change())
              .isLessThanOrEqualTo(Fraction.of(size.times(TOLERANCE)));
        }
      }
    });
  }

  /** − fees + deposits − withdrawals + Δq·c·(M − P), inverse Δq·c·(1/P − 1/M), at the index. */
  private static Fraction cameAndWent(Change change, ResolvedAccount account) {
    if (change instanceof Change.Deposit deposit) {
      return Fraction.of(deposit.amount().times(account.index(deposit.asset()).value()));
    }
    if (change instanceof Change.Withdraw out) {
      return Fraction.of(out.amount().times(account.index(out.asset()).value()).negated());
    }
    if (change instanceof Change.Trade trade) {
      Instrument instrument = account.rules().instruments().get(trade.instrumentId());
      Decimal mark = account.market().markPrices().get(trade.instrumentId()).value();
      Decimal price = trade.price().value();
      Decimal size = trade.quantity().contracts().times(instrument.multiplier());
      Fraction gain = instrument.payoff() == Payoff.INVERSE
          ? Fraction.of(size, price).minus(Fraction.of(size, mark))
          : Fraction.of(size.times(mark.minus(price)));
      return gain.minus(Fraction.of(trade.fee()))
          .times(account.index(instrument.settlementAsset()).value());
    }
    return Fraction.ZERO;
  }

  /** Whether every entry is an exact average, which nothing inverse is. */
  private static boolean isUndivided(Account before, Account after, ResolvedAccount rules) {
    return Stream.concat(before.positions().stream(), after.positions().stream())
        .allMatch(position -> position.entryPrice().value().toString().length() < 30
            && rules.rules().instruments().get(position.instrumentId()).payoff() != Payoff.INVERSE);
  }

  private static Decimal size(ResolvedAccount account, ChangeOutcome outcome) {
    Decimal size = Decimal.ONE;
    for (ResolvedAccount each : List.of(account, outcome.after())) {
      for (var balance : each.account().balances()) {
        size =
            size.plus(balance.quantity().abs().times(each.index(balance.asset()).value()));
      }
      for (Position position : each.account().positions()) {
        Instrument instrument = each.rules().instruments().get(position.instrumentId());
        Decimal notional = instrument
            .payoff()
            .notional(position.quantity(), instrument.multiplier(), position.entryPrice())
            .rounded();
        size = size.plus(notional.times(each.index(instrument.settlementAsset()).value()));
      }
    }
    return size;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void wallets_afterAChange_areThoseBeforeWithTheCashFlows(long seed) {
    forEachOutcome(seed, (step, outcome) -> {
      Map<String, Decimal> wallets = wallets(step.before());
      for (CashFlow flow : outcome.cashFlows()) {
        if (flow.why() != CashFlow.Why.UNREALIZED_PNL) {
          flow.from().ifPresent(scope -> add(wallets, scope, flow.amount(), -1));
          flow.to().ifPresent(scope -> add(wallets, scope, flow.amount(), 1));
        }
      }
      wallets.values().removeIf(Decimal::isZero);
      Map<String, Decimal> after = wallets(outcome.after());
      after.values().removeIf(Decimal::isZero);
      assertThat(after).isEqualTo(wallets);
    });
  }

  private static void add(Map<String, Decimal> wallets, String scope, Money amount, int direction) {
    Decimal signed = direction < 0 ? amount.amount().negated() : amount.amount();
    wallets.merge(scope + "/" + amount.asset(), signed, Decimal::plus);
  }

  private static Map<String, Decimal> wallets(ResolvedAccount account) {
    Map<String, Decimal> wallets = new HashMap<>();
    account
        .scopes()
        .forEach(scope -> scope
            .assets()
            .forEach(asset -> wallets.put(scope.scopeId() + "/" + asset.asset(), asset.wallet())));
    return wallets;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void refusal_ofAChange_leavesTheAccountAsItWas(long seed) {
    forEachOutcome(seed, (step, outcome) -> {
      if (!outcome.isAccepted()) {
        assertThat(outcome.after()).isSameAs(step.before());
        assertThat(outcome.margin()).isSameAs(step.marginBefore());
        assertThat(outcome.cashFlows()).isEmpty();
      }
    });
  }

  /** A change calculates only what it touches; whoever sends the account anew gets the same. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void account_afterAChange_isThatCalculatedAfresh(long seed) {
    forEachOutcome(seed, (step, outcome) -> {
      if (outcome.isAccepted()) {
        ResolvedAccount after = outcome.after();
        ResolvedAccount afresh = ResolvedAccount.of(after.account(), after.market(), after.rules());
        assertThat(engine.evaluate(after))
            .as("%s after %s", after.account(), outcome.change())
            .isEqualTo(engine.evaluate(afresh));
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void scope_thatStood_standsAfterWhatIsAccepted(long seed) {
    forEachOutcome(seed, (step, outcome) -> {
      // Where a requirement that does not rise is enough, a reduction may cost the margin.
      ChangePolicy policy = step.before().rules().conventions().changePolicy();
      if (outcome.isAccepted()
          && policy.reduction() != ChangePolicy.Reduction.REQUIREMENT_NOT_RISING) {
        Map<String, ScopeMargin> before = new HashMap<>();
        step.marginBefore().scopes().forEach(scope -> before.put(scope.scopeId(), scope));
        for (ScopeMargin scope : outcome.margin().scopes()) {
          ScopeMargin was = before.get(scope.scopeId());
          boolean stood = was == null || was.status().stands();
          assertThat(!stood || scope.status().stands())
              .as("%s after %s", scope, outcome.change())
              .isTrue();
        }
      }
    });
  }

  @Test
  void previews_ofAllSeeds_acceptTenThousandChangesOfEveryKind() {
    Map<String, Integer> accepted = new HashMap<>();
    Map<RefusalReason.Code, Integer> refused = new HashMap<>();
    seeds()
        .forEach(seed -> forEachOutcome(seed, (step, outcome) -> {
          if (outcome.isAccepted()) {
            accepted.merge(outcome.change().getClass().getSimpleName(), 1, Integer::sum);
          }
          outcome.reasons().forEach(reason -> refused.merge(reason.code(), 1, Integer::sum));
        }));

    assertThat(accepted.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(10_000);
    assertThat(accepted.values()).hasSize(7).allMatch(times -> times >= 100);
    assertThat(refused).hasSizeGreaterThanOrEqualTo(10);
  }
}
