package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.crossguard.margin.value.Decimal;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is refused, or it is the number that the JDK reads from it, and is written so again. */
class DecimalFuzz {

  @ValueSource(strings = {"1.50", "-0.000000000000000001", "999999999999999999", "1e5", "+1", "."})
  @FuzzTest(maxDuration = "10s")
  void anyText(@NotNull String text) {
    parsed(text).ifPresent(decimal -> {
      assertThat(new BigDecimal(decimal.toString())).isEqualByComparingTo(new BigDecimal(text));
      assertThat(Decimal.parse(decimal.toString())).isEqualTo(decimal);
    });
  }

  private static Optional<Decimal> parsed(String text) {
    try {
      return Optional.of(Decimal.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
