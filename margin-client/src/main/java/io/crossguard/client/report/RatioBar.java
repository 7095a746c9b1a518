package io.crossguard.client.report;

import io.crossguard.v1.MarginScope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** The margin ratio of one scope as a bar, with the levels of warning and liquidation. */
final class RatioBar {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 66;
  private static final int BAR_TOP = 24;
  private static final int BAR_HEIGHT = 18;
  // The bar ends a quarter above the level of liquidation.
  private static final double RATIO_MAX = 1.25;
  private static final double SLIVER = 2;

  private final MarginScope scope;
  private final Terms terms;

  RatioBar(MarginScope scope, Terms terms) {
    this.scope = scope;
    this.terms = terms;
  }

  Element element(String id) {
    Verdict verdict = Verdict.of(scope.getStatus());
    double warning = place(terms.warningRatio().doubleValue());
    double liquidation = place(terms.liquidationRatio().doubleValue());
    Drawing drawing = new Drawing(
        id, WIDTH, HEIGHT, "Margin ratio of " + scope.getScopeId(), description(verdict));
    drawing
        .rect("track", 0, BAR_TOP, WIDTH, BAR_HEIGHT)
        .rect("bar " + verdict.style(), 0, BAR_TOP, filled(), BAR_HEIGHT)
        .line("level", warning, BAR_TOP - 4, warning, BAR_TOP + BAR_HEIGHT)
        .text("label", warning, BAR_TOP - 8, "middle", "warning " + percent(terms.warningRatio()))
        .line("level strong", liquidation, BAR_TOP, liquidation, BAR_TOP + BAR_HEIGHT + 4)
        .text(
            "label",
            liquidation,
            HEIGHT - 8,
            "middle",
            "liquidation " + percent(terms.liquidationRatio()));
    return Element.of("figure")
        .add(
            Element.of("figcaption")
                .add(
                    Element.of("strong", scope.getScopeId()),
                    Element.of("span", ratio()).set("class", "value"),
                    verdict.badge()),
            drawing.element());
  }

  private String description(Verdict verdict) {
    return "The ratio is " + ratio() + ", the verdict " + verdict.word().toLowerCase(Locale.ROOT)
        + ". Warning starts at " + percent(terms.warningRatio()) + ", liquidation at "
        + percent(terms.liquidationRatio()) + ".";
  }

  private String ratio() {
    return scope.getMarginRatio().isEmpty()
        ? "no margin left"
        : FigureText.percent(scope.getMarginRatio());
  }

  private static String percent(BigDecimal ratio) {
    return ratio
            .multiply(BigDecimal.valueOf(100))
            .setScale(1, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString()
        + "\u00a0%";
  }

  private double filled() {
    if (scope.getMarginRatio().isEmpty()) {
      return WIDTH;
    }
    double ratio = Double.parseDouble(scope.getMarginRatio());
    return ratio == 0 ? 0 : Math.max(SLIVER, Math.min(WIDTH, place(ratio)));
  }

  private double place(double ratio) {
    return ratio / (RATIO_MAX * terms.liquidationRatio().doubleValue()) * WIDTH;
  }
}
