package io.crossguard.client.report;

import io.crossguard.v1.Exposure;
import java.util.List;
import java.util.stream.Collectors;

/** Long, short and net of each root as bars from a common zero. */
final class ExposureBars {
  private static final int WIDTH = 360;
  private static final int MIDDLE = WIDTH / 2;
  private static final int ROW = 58;
  private static final int LABEL = 13;
  private static final int BAR = 13;
  private static final double HALF = MIDDLE - 4;
  // From here on a label has room beside its bar.
  private static final double ROOM = 70;

  private final List<Exposure> exposures;
  private final double largest;

  ExposureBars(List<Exposure> exposures) {
    this.exposures = exposures;
    largest = exposures.stream()
        .flatMap(
            exposure -> List.of(exposure.getLongNotional(), exposure.getShortNotional()).stream())
        .mapToDouble(Double::parseDouble)
        .max()
        .orElse(0);
  }

  Element element(String id) {
    Drawing drawing = new Drawing(
        id,
        WIDTH,
        ROW * exposures.size(),
        "Exposure of each coin",
        exposures.stream().map(ExposureBars::sentence).collect(Collectors.joining(" ")));
    double top = 0;
    for (Exposure exposure : exposures) {
      row(drawing, exposure, top);
      top += ROW;
    }
    drawing.line("axis", MIDDLE, 0, MIDDLE, top);
    return drawing.element();
  }

  private static String sentence(Exposure exposure) {
    return exposure.getRoot() + ": long " + FigureText.amount(exposure.getLongNotional())
        + ", short " + FigureText.amount(exposure.getShortNotional()) + ", net "
        + FigureText.amount(exposure.getNetNotional()) + ".";
  }

  private void row(Drawing drawing, Exposure exposure, double top) {
    double y = top + LABEL + 5;
    double longBar = length(exposure.getLongNotional());
    double shortBar = length(exposure.getShortNotional());
    double net = Double.parseDouble(exposure.getNetNotional());
    double netBar = length(exposure.getNetNotional());
    drawing
        .text("label strong", 0, top + LABEL, "start", exposure.getRoot())
        .rect("long", MIDDLE, y, longBar, BAR)
        .rect("short", MIDDLE - shortBar, y, shortBar, BAR)
        .rect("net", net < 0 ? MIDDLE - netBar : MIDDLE, y + BAR + 3, netBar, BAR - 4);
    if (longBar > ROOM) {
      drawing.text("onbar", MIDDLE + 6, y + BAR - 3, "start", "long");
    }
    if (shortBar > ROOM) {
      drawing.text("onbar", MIDDLE - 6, y + BAR - 3, "end", "short");
    }
    drawing.text(
        "label", WIDTH, top + LABEL, "end", "net " + FigureText.amount(exposure.getNetNotional()));
  }

  private double length(String notional) {
    return largest == 0 ? 0 : Math.abs(Double.parseDouble(notional)) / largest * HALF;
  }
}
