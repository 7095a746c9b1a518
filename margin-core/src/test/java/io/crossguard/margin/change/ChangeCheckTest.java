package io.crossguard.margin.change;

import static io.crossguard.margin.change.Scenario.adjust;
import static io.crossguard.margin.change.Scenario.d;
import static io.crossguard.margin.change.Scenario.deposit;
import static io.crossguard.margin.change.Scenario.flat;
import static io.crossguard.margin.change.Scenario.leverage;
import static io.crossguard.margin.change.Scenario.open;
import static io.crossguard.margin.change.Scenario.toIsolated;
import static io.crossguard.margin.change.Scenario.trade;
import static io.crossguard.margin.change.Scenario.withLeverage;
import static io.crossguard.margin.change.Scenario.withMargin;
import static io.crossguard.margin.change.Scenario.withMode;
import static io.crossguard.margin.change.Scenario.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.RequirementTerms;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeCheckTest {

  private static Scenario account() {
    return new Scenario()
        .linear("BTC", "100", flat("0.1", "0.05", "10"))
        .linear("ETH", "10", flat("0.1", "0.05", "10"))
        .linear("DARK", "1", flat("0.1", "0.05", "10"))
        .withoutMark("DARK")
        .instrument(
            "COIN", Payoff.LINEAR, "XYZ", "1", flat("0.1", "0.05", "10"), RequirementTerms.NONE)
        .balance("USD", "1000")
        .cross("c", "BTC", "1", "100")
        .isolated("i", "BTC", "1", "100", "20");
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of("positionId", leverage("x", "2")),
        Arguments.of("positionId", toIsolated("x", "2")),
        Arguments.of("positionId", toIsolated("i", "2")),
        Arguments.of("positionId", new Change.ToCross("c")),
        Arguments.of("positionId", adjust("c", "2")),
        Arguments.of("positionId", trade("c", "ETH", "1", "10")),
        Arguments.of("instrumentId", open("n", "UNLISTED", "1", "10", ScopeKind.CROSS)),
        Arguments.of("instrumentId", open("n", "DARK", "1", "10", ScopeKind.CROSS)),
        Arguments.of("instrumentId", open("n", "COIN", "1", "10", ScopeKind.CROSS)),
        Arguments.of("asset", deposit("EUR", "1")),
        Arguments.of("asset", withdraw("EUR", "1")),
        Arguments.of("mode", trade("n", "BTC", "1", "100")),
        Arguments.of("mode", withMode(trade("c", "BTC", "1", "100"), ScopeKind.ISOLATED)),
        Arguments.of("margin", withMargin(trade("c", "BTC", "1", "100"), "5")),
        Arguments.of("margin", withMargin(trade("i", "BTC", "-1", "100"), "5")),
        Arguments.of("leverage", withLeverage(trade("c", "BTC", "-1", "100"), "5")),
        Arguments.of("leverage", withLeverage(trade("c", "BTC", "1", "100"), "10.1")),
        Arguments.of("leverage", leverage("c", "10.1")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("misfits")
  void preview_ofWhatDoesNotFit_namesThePlace(String field, Change change) {
    assertThatThrownBy(() -> account().preview(deposit("USD", "1"), change))
        .isInstanceOfSatisfying(
            InconsistentInputException.class,
            e -> assertThat(e.inconsistencies().stream().map(Inconsistency::path))
                .containsExactly("changes[1]." + field));
  }

  @Test
  void preview_namesEveryPlace_evenAfterARefusal() {
    assertThatThrownBy(() ->
            account().preview(withdraw("USD", "100000"), leverage("x", "2"), leverage("y", "2")))
        .hasMessageContaining("changes[1].positionId")
        .hasMessageContaining("changes[2].positionId");
  }

  @Test
  void preview_seesWhatChangesBeforeHaveOpenedClosedAndSwitched() {
    List<Change> changes = List.of(
        open("n", "ETH", "1", "10", ScopeKind.CROSS),
        toIsolated("n", "5"),
        adjust("n", "1"),
        trade("n", "ETH", "-1", "10"),
        open("n", "BTC", "1", "100", ScopeKind.CROSS));

    assertThat(new ChangePreviewer().preview(account().resolved(), changes).isAccepted())
        .isTrue();
  }

  @Test
  void preview_ofAPositionThatWasClosed_namesThePlace() {
    assertThatThrownBy(() -> account().preview(trade("c", "BTC", "-1", "100"), leverage("c", "2")))
        .hasMessageContaining("changes[1].positionId");
  }

  @Test
  void deposit_intoAPool_mustBeAnAssetOfTheRuleSet() {
    assertThatThrownBy(() -> new Scenario().multiAsset().preview(deposit("EUR", "1")))
        .hasMessageContaining("must")
        .hasMessageContaining("changes[0].asset");
  }

  @Test
  void change_ofNothing_isRefusedByItsConstructor() {
    assertThatThrownBy(() -> new Change.AdjustIsolatedMargin("p", d("0")))
        .hasMessage("amount must not be zero");
    assertThatThrownBy(() -> deposit("USD", "0")).hasMessage("amount must be positive");
    assertThatThrownBy(() -> withdraw("USD", "-1")).hasMessage("amount must be positive");
    assertThatThrownBy(() -> trade("p", "BTC", "0", "1")).hasMessage("quantity must not be zero");
    assertThatThrownBy(() -> leverage("p", "0")).hasMessage("leverage must be positive");
    assertThatThrownBy(() -> toIsolated("p", "-1")).hasMessage("margin must not be negative");
  }
}
