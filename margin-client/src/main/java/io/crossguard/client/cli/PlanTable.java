package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.client.figure.Figures;
import io.crossguard.v1.CashFlow;
import io.crossguard.v1.Change;
import io.crossguard.v1.PlanStep;
import java.util.List;

/** The steps of a plan as a table, with the ratio of the cross scope before and after each. */
final class PlanTable {
  private PlanTable() {}

  static TextTable of(List<PlanStep> plan) {
    return of(
        "Plan: every step is accepted in this order, trades at the mark and without fees", plan);
  }

  static TextTable of(String title, List<PlanStep> plan) {
    TextTable table = new TextTable(
        title,
        figure("step"),
        text("for"),
        text("change"),
        text("position"),
        figure("quantity"),
        figure("amount"),
        text("in"),
        figure("ratio"),
        figure("after"));
    for (PlanStep step : plan) {
      Change change = step.getChange();
      table.row(
          String.valueOf(step.getSequence()),
          Figures.words(step.getPurpose()),
          kind(step),
          position(change),
          Figures.quantity(change.getTrade().getQuantity()),
          Figures.amount(amount(change)),
          asset(step),
          Figures.percent(step.getBefore().getMarginRatio()),
          Figures.percent(step.getAfter().getMarginRatio()));
    }
    return table;
  }

  private static String kind(PlanStep step) {
    Change change = step.getChange();
    return switch (change.getKindCase()) {
      case TRADE ->
        switch (change.getTrade().getMode()) {
          case CROSS -> "open in cross";
          case ISOLATED -> "open isolated";
          case MODE_UNSPECIFIED, UNRECOGNIZED ->
            step.getPurpose() == PlanStep.Purpose.OPEN ? "add" : "close";
        };
      case SET_LEVERAGE -> "set leverage";
      case TO_ISOLATED -> "to isolated";
      case TO_CROSS -> "to cross";
      case ADJUST_ISOLATED_MARGIN -> "change margin";
      case DEPOSIT -> "deposit";
      case WITHDRAW -> "withdraw";
      case KIND_NOT_SET -> Figures.ABSENT;
    };
  }

  private static String position(Change change) {
    return switch (change.getKindCase()) {
      case TRADE -> change.getTrade().getPositionId();
      case SET_LEVERAGE -> change.getSetLeverage().getPositionId();
      case TO_ISOLATED -> change.getToIsolated().getPositionId();
      case TO_CROSS -> change.getToCross().getPositionId();
      case ADJUST_ISOLATED_MARGIN -> change.getAdjustIsolatedMargin().getPositionId();
      case DEPOSIT, WITHDRAW, KIND_NOT_SET -> Figures.ABSENT;
    };
  }

  /** The margin or money that the change states; empty where it states none. */
  private static String amount(Change change) {
    return switch (change.getKindCase()) {
      case TRADE -> change.getTrade().getMargin();
      case TO_ISOLATED -> change.getToIsolated().getMargin();
      case ADJUST_ISOLATED_MARGIN -> change.getAdjustIsolatedMargin().getAmount();
      case DEPOSIT -> change.getDeposit().getAmount();
      case WITHDRAW -> change.getWithdraw().getAmount();
      case SET_LEVERAGE, TO_CROSS, KIND_NOT_SET -> "";
    };
  }

  private static String asset(PlanStep step) {
    return amount(step.getChange()).isEmpty()
        ? Figures.ABSENT
        : step.getCashFlowsList().stream()
            .map(CashFlow::getAsset)
            .findFirst()
            .orElse(Figures.ABSENT);
  }
}
