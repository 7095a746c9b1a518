package io.crossguard.client.cli;

import io.crossguard.advisor.backtest.BacktestResult;
import io.crossguard.advisor.backtest.ModeRule;
import io.crossguard.client.figure.Figures;
import io.crossguard.margin.value.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * End equities as a drawing: for each rule the equity that a share of the accounts doesn't exceed.
 * The text is laid out by fixed positions, so that the file is the same on every machine.
 */
final class BacktestChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 60;
  private static final int RIGHT = 740;
  private static final int TOP = 50;
  private static final int BOTTOM = 390;
  private static final int EQUITY_MAX = 200;
  private static final int STEPS = 200;
  private static final BigDecimal PER_EQUITY =
      BigDecimal.valueOf(BOTTOM - TOP).divide(BigDecimal.valueOf(EQUITY_MAX));

  // Distinct for people who don't tell red from green, too.
  private static final Map<ModeRule, String> COLOURS = Map.of(
      ModeRule.ALL_CROSS, "#d55e00",
      ModeRule.ALL_ISOLATED, "#cc79a7",
      ModeRule.FIVE_PERCENT, "#e69f00",
      ModeRule.DELTA_TO_EQUITY, "#56b4e9",
      ModeRule.ADVICE, "#000000");

  private final BacktestResult result;

  BacktestChart(BacktestResult result) {
    this.result = result;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(String.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH, HEIGHT, WIDTH, HEIGHT));
    svg.append(
        String.format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT));
    text(
        svg,
        LEFT,
        TOP - 26,
        "start",
        "End equity of accounts that began with 100, bets of " + result.pictured()
            + "x: the worst account on the left, the best on the right");
    axes(svg);
    int row = 0;
    for (Map.Entry<ModeRule, List<Decimal>> curve : result.endEquities().entrySet()) {
      String colour = Optional.ofNullable(COLOURS.get(curve.getKey())).orElseThrow();
      curve(svg, colour, curve.getValue());
      int y = TOP + 14 + 18 * row++;
      line(svg, LEFT + 12, y - 4, LEFT + 36, y - 4, colour, 2);
      text(svg, LEFT + 44, y, "start", Figures.words(curve.getKey()));
    }
    return svg.append("</svg>").append(System.lineSeparator()).toString();
  }

  private static void axes(StringBuilder svg) {
    for (int equity = 0; equity <= EQUITY_MAX; equity += 25) {
      int y = height(Decimal.of(equity)).intValue();
      line(svg, LEFT, y, RIGHT, y, equity == 100 ? "#888888" : "#e4e4e4", 1);
      text(svg, LEFT - 8, y + 4, "end", Integer.toString(equity));
    }
    for (int percent = 0; percent <= 100; percent += 10) {
      int x = LEFT + (RIGHT - LEFT) * percent / 100;
      line(svg, x, BOTTOM, x, BOTTOM + 5, "#888888", 1);
      text(svg, x, BOTTOM + 20, "middle", percent + " %");
    }
    text(svg, (LEFT + RIGHT) / 2, BOTTOM + 40, "middle", "share of the accounts that end lower");
  }

  private static void curve(StringBuilder svg, String colour, List<Decimal> ascending) {
    svg.append("<polyline fill=\"none\" stroke=\"")
        .append(colour)
        .append("\" stroke-width=\"2\" points=\"");
    for (int step = 0; step <= STEPS; step++) {
      int place = (int) ((long) (ascending.size() - 1) * step / STEPS);
      BigDecimal x = BigDecimal.valueOf(RIGHT - LEFT)
          .multiply(BigDecimal.valueOf(step))
          .divide(BigDecimal.valueOf(STEPS))
          .add(BigDecimal.valueOf(LEFT));
      svg.append(step == 0 ? "" : " ")
          .append(x.stripTrailingZeros().toPlainString())
          .append(',')
          .append(height(ascending.get(place)).toPlainString());
    }
    svg.append("\"/>").append(System.lineSeparator());
  }

  /** Where an equity is drawn; what is off the chart is drawn at its edge. */
  private static BigDecimal height(Decimal equity) {
    Decimal shown = equity.max(Decimal.ZERO).min(Decimal.of(EQUITY_MAX));
    return BigDecimal.valueOf(BOTTOM)
        .subtract(new BigDecimal(shown.toString()).multiply(PER_EQUITY))
        .setScale(1, RoundingMode.HALF_EVEN);
  }

  private static void line(
      StringBuilder svg, int x1, int y1, int x2, int y2, String colour, int width) {
    svg.append(String.format(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
        x1, y1, x2, y2, colour, width));
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(String.format(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
  }
}
