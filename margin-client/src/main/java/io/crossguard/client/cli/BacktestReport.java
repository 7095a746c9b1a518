package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.figure;
import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.advisor.backtest.BacktestResult;
import io.crossguard.advisor.backtest.BoundCheck;
import io.crossguard.advisor.backtest.Calibration;
import io.crossguard.advisor.backtest.ModeRule;
import io.crossguard.advisor.backtest.RuleStatistics;
import io.crossguard.advisor.backtest.StatedAndRealized;
import io.crossguard.advisor.backtest.WindowResult;
import io.crossguard.client.figure.Figures;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a back-test found, as tables. */
final class BacktestReport {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private final BacktestResult result;
  private final List<Calibration> calibrations;

  BacktestReport(BacktestResult result, List<Calibration> calibrations) {
    this.result = result;
    this.calibrations = calibrations;
  }

  String render() {
    return new Page()
        .add(skipped())
        .add(endEquities())
        .add(losses())
        .add(bounds())
        .add(crashes())
        .add(probabilities())
        .add(calibrations())
        .text();
  }

  private List<String> skipped() {
    List<String> parts = new ArrayList<>();
    result.skipped().forEach((why, count) -> parts.add(count + " " + Figures.words(why)));
    return parts.isEmpty()
        ? List.of()
        : Page.paragraph("Skipped windows of a coin:", String.join(", ", parts));
  }

  private TextTable endEquities() {
    TextTable table = new TextTable(
        "End equity of an account that began with 100",
        figure("bet"),
        text("rule"),
        figure("accounts"),
        figure("mean"),
        figure("given up"),
        figure("5 %"),
        figure("1 %"),
        figure("worst"),
        figure("mean of worst 1 %"));
    for (RuleStatistics row : result.rules()) {
      table.row(
          row.leverage() + "x",
          Figures.words(row.rule()),
          Integer.toString(row.windows()),
          amount(row.mean()),
          amount(row.givenUp()),
          amount(row.fivePercent()),
          amount(row.onePercent()),
          amount(row.worst()),
          amount(row.meanOfWorst()));
    }
    return table;
  }

  private TextTable losses() {
    TextTable table = new TextTable(
        "Share of the accounts",
        figure("bet"),
        text("rule"),
        figure("lost > 80"),
        figure("lost > 30"),
        figure("bet liquidated"),
        figure("hedge kept"),
        figure("its pool stood"),
        figure("refused"));
    for (RuleStatistics row : result.rules()) {
      table.row(
          row.leverage() + "x",
          Figures.words(row.rule()),
          percent(row.lostMost()),
          percent(row.lostMuch()),
          percent(row.betLiquidated()),
          percent(row.hedgeClosed().complement()),
          percent(row.hedgePoolFell().complement()),
          Integer.toString(row.refused()));
    }
    return table;
  }

  private TextTable bounds() {
    TextTable table = new TextTable(
        "Losses under the advice, and how many accounts lost more than it stated",
        figure("bet"),
        figure("accounts"),
        figure("worst loss"),
        figure("margin + reserve"),
        figure("beyond it"),
        figure("beyond one scenario"));
    for (BoundCheck row : result.bounds()) {
      table.row(
          row.leverage() + "x",
          Integer.toString(row.windows()),
          amount(row.worstLoss()),
          amount(row.largestBound()),
          Integer.toString(row.beyondMarginAndReserve()),
          Integer.toString(row.beyondWorstCase()));
    }
    return table;
  }

  private TextTable crashes() {
    List<TextTable.Column> columns = new ArrayList<>(List.of(text("start"), text("coin")));
    for (ModeRule rule : ModeRule.values()) {
      columns.add(figure(Figures.words(rule)));
    }
    TextTable table = new TextTable(
        "End equity with a long bet of " + result.pictured() + "x into a crash",
        columns.toArray(TextTable.Column[]::new));
    for (WindowResult row : result.crashes()) {
      List<String> cells = new ArrayList<>(List.of(day(row.start()), row.coin()));
      for (ModeRule rule : ModeRule.values()) {
        cells.add(amount(row.outcome(rule).endEquity()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private TextTable probabilities() {
    TextTable table = new TextTable(
        "Probability that the isolated bet is liquidated within the advisor's horizon",
        text("stated from"),
        text("to"),
        figure("bets"),
        figure("stated, mean"),
        figure("realized"));
    for (StatedAndRealized row : result.probabilities()) {
      table.row(
          percent(row.from()),
          percent(row.to()),
          Integer.toString(row.bets()),
          percent(row.stated()),
          percent(row.realized()));
    }
    return table;
  }

  private TextTable calibrations() {
    TextTable table = new TextTable(
        "Multiples of volatility, fitted on early windows and judged on later ones",
        figure("hours"),
        text("side"),
        figure("stated"),
        figure("multiple"),
        figure("fitted on"),
        figure("judged on"),
        figure("realized"),
        figure("ratio"),
        text("0.8 to 1.25"),
        figure("by the table"));
    for (Calibration row : calibrations) {
      table.row(
          Long.toString(row.horizon().toHours()),
          Figures.words(row.side()),
          percent(row.stated()),
          amount(row.fitted()),
          Integer.toString(row.fittedWindows()),
          Integer.toString(row.judgedWindows()),
          percent(row.realized()),
          amount(row.ratio()),
          row.keepsPromise().map(kept -> kept ? "yes" : "no").orElse(Figures.ABSENT),
          percent(row.ofTable()));
    }
    return table;
  }

  private static String day(Instant start) {
    return DAY.format(start);
  }

  private static String amount(Decimal figure) {
    return String.format(
        Locale.ROOT, "%.2f", new BigDecimal(figure.toString()).setScale(2, RoundingMode.HALF_EVEN));
  }

  private static String percent(Rate rate) {
    return Figures.percent(rate.fraction().toString());
  }
}
