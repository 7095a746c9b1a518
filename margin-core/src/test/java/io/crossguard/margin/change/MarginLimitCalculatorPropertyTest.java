package io.crossguard.margin.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits against previews. A failure names its seed; run that seed alone to see it again. */
class MarginLimitCalculatorPropertyTest {

  private static final int ACCOUNTS_PER_SEED = 25;

  private final ChangePreviewer previewer = new ChangePreviewer();

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void limit_isAcceptedByAPreview_andOneUnitOfThe18thDigitMoreIsNot(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ACCOUNTS_PER_SEED; i++) {
      ResolvedAccount account = RandomChanges.account(random);
      MarginLimits limits = new MarginLimitCalculator().calculate(account);
      for (MarginLimits.IsolatedLimit limit : limits.isolated()) {
        String id = limit.positionId();
        assertIsLimit(
            account, limit.addable(), amount -> new Change.AdjustIsolatedMargin(id, amount));
        assertIsLimit(
            account,
            limit.removable(),
            amount -> new Change.AdjustIsolatedMargin(id, amount.negated()));
      }
      for (Money limit : limits.withdrawals()) {
        assertIsLimit(account, limit, amount -> new Change.Withdraw(limit.asset(), amount));
      }
    }
  }

  private void assertIsLimit(
      ResolvedAccount account, Money limit, Function<Decimal, Change> change) {
    if (limit.isPositive()) {
      Change most = change.apply(limit.amount());
      assertThat(previewer.preview(account, List.of(most)).outcomes().get(0).reasons())
          .as("%s", most)
          .isEmpty();
    }
    Change more = change.apply(limit.amount().plus(Amounts.UNIT));
    assertThat(previewer.preview(account, List.of(more)).isAccepted())
        .as("%s", more)
        .isFalse();
  }
}
