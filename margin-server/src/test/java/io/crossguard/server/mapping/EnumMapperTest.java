package io.crossguard.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.change.CashFlow;
import io.crossguard.margin.change.RefusalReason;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.LiquidationPolicy;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.stress.Crossing;
import io.crossguard.v1.Change;
import io.crossguard.v1.Order;
import io.crossguard.v1.RequirementBases;
import io.crossguard.v1.RuleSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are mapped by their names have the same names on both sides. */
class EnumMapperTest {

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(RuleSet.CollateralMode.class, CollateralMode.class),
        Arguments.of(RuleSet.PositionMode.class, PositionMode.class),
        Arguments.of(RuleSet.Netting.class, Netting.class),
        Arguments.of(RequirementBases.Basis.class, RequirementBasis.class),
        Arguments.of(io.crossguard.v1.OrderMargin.Kind.class, OrderMargin.Kind.class),
        Arguments.of(io.crossguard.v1.Release.Kind.class, Release.Kind.class),
        Arguments.of(io.crossguard.v1.ClosingFee.Basis.class, ClosingFee.Basis.class),
        Arguments.of(io.crossguard.v1.ChangePolicy.ModeSwitch.class, ChangePolicy.ModeSwitch.class),
        Arguments.of(io.crossguard.v1.ChangePolicy.Reduction.class, ChangePolicy.Reduction.class),
        Arguments.of(io.crossguard.v1.ChangePolicy.Payout.class, ChangePolicy.Payout.class),
        Arguments.of(
            io.crossguard.v1.ChangePolicy.IsolationSource.class,
            ChangePolicy.IsolationSource.class),
        Arguments.of(
            io.crossguard.v1.LiquidationPolicy.CancelledOrders.class,
            LiquidationPolicy.CancelledOrders.class),
        Arguments.of(
            io.crossguard.v1.LiquidationPolicy.Order.class, LiquidationPolicy.ClosingOrder.class),
        Arguments.of(Order.Mode.class, ScopeKind.class),
        Arguments.of(Change.Mode.class, ScopeKind.class),
        Arguments.of(io.crossguard.v1.CashFlow.Why.class, CashFlow.Why.class),
        Arguments.of(io.crossguard.v1.RefusalReason.Code.class, RefusalReason.Code.class),
        Arguments.of(io.crossguard.v1.Crossing.Level.class, Crossing.Level.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void values_haveTheSameNames(Class<? extends Enum<?>> message, Class<? extends Enum<?>> core) {
    List<String> names = Arrays.stream(message.getEnumConstants())
        .map(Enum::name)
        .filter(name -> !name.endsWith("_UNSPECIFIED") && !name.equals("UNRECOGNIZED"))
        .toList();

    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(core.getEnumConstants()).map(Enum::name).toList());
  }
}
