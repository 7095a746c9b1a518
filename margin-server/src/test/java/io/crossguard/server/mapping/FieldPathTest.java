package io.crossguard.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossguard.margin.value.Require;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldPathTest {
  private final Violations violations = new Violations();
  private final FieldPath request = FieldPath.ofRequest(violations);
  private final FieldPath position = request.child("account").child("positions").at(2);

  @Test
  void toString_ofANestedPlace_isItsJsonPath() {
    assertThat(position.child("quantity")).hasToString("account.positions[2].quantity");
    assertThat(request).hasToString("");
  }

  @Test
  void reading_constructorThatAccepts_isItsValue() {
    assertThat(position.reading(() -> 7).get()).isEqualTo(7);
    violations.throwIfMalformed();
  }

  @Test
  void reading_constructorThatRefuses_reportsItsRuleAtThePlace() {
    assertThat(refused("must be positive").isFailed()).isTrue();

    assertThat(reported()).isEqualTo(new Violation("account.positions[2]", "must be positive"));
  }

  @Test
  void reading_ruleThatStartsWithAnEntry_isReportedThere() {
    refused("tiers[3] must have a higher notional floor");

    assertThat(reported())
        .isEqualTo(
            new Violation("account.positions[2].tiers[3]", "must have a higher notional floor"));
  }

  @Test
  void reading_ruleThatStartsWithAKnownField_isReportedThere() {
    refused("margin step size must be positive");

    assertThat(reported())
        .isEqualTo(new Violation("account.positions[2].marginStepSize", "must be positive"));
  }

  @Test
  void reading_ruleThatStartsWithAnythingElse_isReportedAsAWhole() {
    refused("margin must be positive");

    assertThat(reported())
        .isEqualTo(new Violation("account.positions[2]", "margin must be positive"));
  }

  @Test
  void reading_failedPart_failsTheWholeWithoutAnotherViolation() {
    Reading<String> part = position.child("quantity").violation("must be set");

    assertThat(position.reading(() -> part.get() + "!").isFailed()).isTrue();

    assertThat(reported()).isEqualTo(new Violation("account.positions[2].quantity", "must be set"));
  }

  private Reading<String> refused(String rule) {
    return position.reading(
        () -> {
          Require.that(false, rule);
          return "";
        },
        Set.of("marginStepSize"));
  }

  private Violation reported() {
    ViolationList list = catchThrowableOfType(
            InvalidFieldException.class, violations::throwIfMalformed)
        .violations();
    assertThat(list.found()).isEqualTo(1);
    return list.reported().get(0);
  }
}
