package io.crossguard.advisor.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.advisor.exposure.Pool;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.margin.value.Decimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolBudgetTest {

  @ParameterizedTest(name = "{0}: {7}")
  @CsvSource({
    "the initial margin binds,               5000, 2000, 5000, 3600, 1200, 0,     1800, 1400",
    "a profit that stays may not leave,      5000, 2000, 5000, 3600, 1200, 1000,  0,    400",
    "a loss that stays counts in C already,  5000, 2000, 5000, 3600, 1200, -1000, 0,    1400",
    "maintenance above initial margin binds, 5000, 2000, 5000, 100,  1200, 0,     0,    2600",
    "the ratio binds,                        5000, 2000, 5000, 1200, 1200, 0,     0,    2600",
    "a ratio that was higher may stay,       5000, 4000, 5000, 1200, 1200, 0,     0,    3500",
    "the basis reserve binds,                5000, 2000, 5000, 1200, 1200, 0,     3000, 800",
    "what has come back counts,              5000, 2000, 6000, 1200, 1200, 0,     3000, 1800",
    "nothing is free,                        5000, 2000, 5000, 5001, 1200, 0,     0,    0"
  })
  void free_isTheLeastOfThreeLimits(
      String name,
      String balanceBefore,
      String maintenanceBefore,
      String balance,
      String initialMargin,
      String maintenanceMargin,
      String unrealizedPnl,
      String basisReserve,
      String free) {
    Decimal before = Decimal.parse(balanceBefore);
    Pool pool = new Pool("cross", before, Decimal.ZERO, Decimal.parse(maintenanceBefore), before);
    PoolBudget budget = new PoolBudget(
        pool,
        Decimal.parse(balance),
        Decimal.parse(initialMargin),
        Decimal.parse(maintenanceMargin),
        Decimal.parse(unrealizedPnl),
        Decimal.parse(basisReserve),
        Optional.empty());

    assertThat(budget.free(AdvisorPolicy.defaults()).rounded()).isEqualTo(Decimal.parse(free));
  }
}
