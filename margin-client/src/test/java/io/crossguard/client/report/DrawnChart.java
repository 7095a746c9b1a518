package io.crossguard.client.report;

import io.crossguard.client.chart.ChartScript;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * A chart as a test reads it: what is drawn, parsed as XML.
 *
 * @param svg the element with all that is drawn
 */
record DrawnChart(Element svg) {
  private static final ChartScript SCRIPT = ChartScript.start();
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  /** A place in a drawing. */
  record Point(double x, double y) {}

  /** A rectangle; the place is that of its upper left corner. */
  record Rectangle(double x, double y, double width, double height) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }
  }

  static DrawnChart of(Chart chart) {
    return new DrawnChart(
        ReportPage.parse(chart.element("chart", SCRIPT).markup()).document().getDocumentElement());
  }

  /** Every label, with spaces that break. */
  List<String> texts() {
    return labels().stream().map(DrawnChart::text).toList();
  }

  /** The label with this text. */
  Element label(String text) {
    return labels().stream()
        .filter(label -> text(label).equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no label " + text + " in " + texts()));
  }

  /** Where a label begins, ends or has its middle, as its anchor says. */
  Point place(String text) {
    Element label = label(text);
    List<Double> shift = numbers(label.getAttribute("transform"));
    return new Point(
        shift.get(0) + number(label.getAttribute("x")),
        shift.get(1) + number(label.getAttribute("y")));
  }

  /** The points of each line of this colour and width. */
  List<List<Point>> lines(String colour, String width) {
    return paths("stroke", colour).stream()
        .filter(path -> path.getAttribute("stroke-width").equals(width))
        .map(path -> points(path.getAttribute("d")))
        .toList();
  }

  /** Every rectangle with this filling, in the order in which they are drawn. */
  List<Rectangle> rectangles(String filling) {
    return paths("fill", filling).stream()
        .map(path -> numbers(path.getAttribute("d")))
        .map(DrawnChart::rectangle)
        .toList();
  }

  /** Every mark with this filling that is a sign of its own size, by its middle. */
  List<Point> signs(String filling) {
    return paths("fill", filling).stream()
        .map(path -> numbers(path.getAttribute("transform")))
        .map(matrix -> new Point(matrix.get(4), matrix.get(5)))
        .toList();
  }

  private List<Element> labels() {
    return ReportPage.elements(svg, "text");
  }

  private List<Element> paths(String attribute, String value) {
    return ReportPage.elements(svg, "path").stream()
        .filter(path -> path.getAttribute(attribute).equals(value))
        .toList();
  }

  private static String text(Element label) {
    return label.getTextContent().replace('\u00a0', ' ');
  }

  private static List<Point> points(String path) {
    List<Double> numbers = numbers(path);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i += 2) {
      points.add(new Point(numbers.get(i), numbers.get(i + 1)));
    }
    return points;
  }

  // From a corner by the width, by the height: either may be negative.
  private static Rectangle rectangle(List<Double> path) {
    double width = path.get(2);
    double height = path.get(5);
    return new Rectangle(
        path.get(0) + Math.min(0, width),
        path.get(1) + Math.min(0, height),
        Math.abs(width),
        Math.abs(height));
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      numbers.add(Double.parseDouble(matcher.group()));
    }
    return numbers;
  }
}
