package io.crossguard.client.report;

import java.util.List;

/**
 * A drawing with a title and a description for who can't see it. Lengths are those of its own
 * coordinates; colours are classes of the style sheet, so that they follow the reader's mode.
 */
final class Drawing {
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final Element svg;
  private final String id;

  /** A place in a drawing. */
  record Point(double x, double y) {}

  /**
   * @param id unique on the page
   * @param title what it shows, in a few words
   * @param description what there is to see, in sentences
   */
  Drawing(String id, int width, int height, String title, String description) {
    this.id = id;
    svg = Element.of("svg")
        .set("xmlns", SVG)
        .set("viewBox", "0 0 " + width + " " + height)
        .set("role", "img")
        .set("aria-labelledby", id + "-title")
        .set("aria-describedby", id + "-desc")
        .add(
            Element.of("title", title).set("id", id + "-title"),
            Element.of("desc", description).set("id", id + "-desc"));
  }

  /** Lets only a part of the drawing show what refers to the returned reference. */
  String clip(double x, double y, double width, double height) {
    svg.add(Element.of("clipPath").set("id", id + "-clip").add(rectangle("", x, y, width, height)));
    return "url(#" + id + "-clip)";
  }

  Drawing line(String style, double x1, double y1, double x2, double y2) {
    svg.add(Element.of("line")
        .set("class", style)
        .set("x1", x1)
        .set("y1", y1)
        .set("x2", x2)
        .set("y2", y2));
    return this;
  }

  Drawing rect(String style, double x, double y, double width, double height) {
    svg.add(rectangle(style, x, y, width, height));
    return this;
  }

  /**
   * @param clip from {@link #clip}
   */
  Drawing curve(String style, String clip, List<Point> points) {
    StringBuilder places = new StringBuilder();
    for (Point point : points) {
      places
          .append(places.length() == 0 ? "" : " ")
          .append(Element.length(point.x()))
          .append(',')
          .append(Element.length(point.y()));
    }
    svg.add(Element.of("polyline")
        .set("class", style)
        .set("clip-path", clip)
        .set("points", places.toString()));
    return this;
  }

  /**
   * @param anchor start, middle or end: what of the text is at the place
   */
  Drawing text(String style, double x, double y, String anchor, String text) {
    svg.add(Element.of("text", text)
        .set("class", style)
        .set("x", x)
        .set("y", y)
        .set("text-anchor", anchor));
    return this;
  }

  Element element() {
    return svg;
  }

  private static Element rectangle(String style, double x, double y, double width, double height) {
    Element rectangle =
        Element.of("rect").set("x", x).set("y", y).set("width", width).set("height", height);
    return style.isEmpty() ? rectangle : rectangle.set("class", style);
  }
}
