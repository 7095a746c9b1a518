package io.crossguard.advisor;

import static io.crossguard.advisor.AccountFixture.tier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Advice for a caller who no longer waits ends between two parts of the work. */
class EndedAdviceTest {
  private final AtomicInteger parts = new AtomicInteger();

  @Test
  void recommend_asksBeforeEachTryAndTwiceForEachPosition() {
    new MarginModeAdvisor(parts::incrementAndGet).recommend(twoPositions());

    // Before all, before a try, and for each position where it is decided and where it is told.
    assertThat(parts.get()).isGreaterThanOrEqualTo(2 + 2 * 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void recommend_whatIsAskedThrows_goesNoFurther(int end) {
    Runnable asking = () -> {
      if (parts.incrementAndGet() == end) {
        throw new IllegalStateException("nobody waits");
      }
    };

    assertThatThrownBy(() -> new MarginModeAdvisor(asking).recommend(twoPositions()))
        .hasMessage("nobody waits");

    assertThat(parts).hasValue(end);
  }

  private static AdviceRequest twoPositions() {
    AccountFixture fixture = new AccountFixture()
        .coin("BTC", "10", "60000", "0.05")
        .balance("USDT", "200000")
        .index("SOL", "150")
        .volatility("BTC", "0.03")
        .volatility("SOL", "0.05");
    fixture.linear("BTC", "60000", tier("0", "0.004", "0.1"));
    fixture.linear("SOL", "150", tier("0", "0.01", "0.1"));
    return fixture
        .cross("hedge", "BTC-PERP", "-10", "60000")
        .cross("bet", "SOL-PERP", "10000", "150")
        .request();
  }
}
