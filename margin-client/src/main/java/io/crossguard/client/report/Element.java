package io.crossguard.client.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of the page with its attributes and what is in it. What it writes is HTML and
 * well-formed XML alike. All text is escaped: ids and sentences come from outside.
 */
final class Element {
  // HTML has no end tag for these.
  private static final Set<String> VOID = Set.of("meta", "br");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<String> content = new ArrayList<>();

  private Element(String name) {
    this.name = requireNonNull(name, "name");
  }

  static Element of(String name) {
    return new Element(name);
  }

  /** An element with nothing but text. */
  static Element of(String name, String text) {
    return of(name).text(text);
  }

  /**
   * A style sheet, which browsers read as it stands: there is no way to escape in it.
   *
   * @throws IllegalArgumentException if it would end the element, or is no XML
   */
  static Element style(String sheet) {
    if (sheet.contains("<") || sheet.contains("&")) {
      throw new IllegalArgumentException("a style sheet must have neither < nor &");
    }
    Element element = of("style");
    element.content.add(sheet);
    return element;
  }

  Element set(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  Element text(String text) {
    content.add(escaped(text));
    return this;
  }

  /** Takes in what the library of charts has drawn: it has escaped it, but not all of it is XML. */
  Element drawing(String svg) {
    StringBuilder drawn = new StringBuilder(svg.length());
    svg.codePoints().forEach(point -> drawn.appendCodePoint(xml(point)));
    content.add(drawn.toString());
    return this;
  }

  /** Takes elements in as they are now: what is added to them later is not seen. */
  Element add(Element... elements) {
    return addAll(List.of(elements));
  }

  Element addAll(List<Element> elements) {
    elements.forEach(element -> content.add(element.markup()));
    return this;
  }

  String markup() {
    StringBuilder markup = new StringBuilder("<").append(name);
    attributes.forEach((attribute, value) -> markup
        .append(' ')
        .append(attribute)
        .append("=\"")
        .append(escaped(value))
        .append('"'));
    if (VOID.contains(name)) {
      return markup.append("/>").toString();
    }
    markup.append('>');
    content.forEach(markup::append);
    return markup.append("</").append(name).append('>').toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int point) {
    switch (point) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(xml(point));
    }
  }

  /** The character, or a replacement where XML 1.0 may not have it at all, in whatever form. */
  private static int xml(int point) {
    return isXml(point) ? point : 0xFFFD;
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point < 0xD800)
        || (point > 0xDFFF && point < 0xFFFE)
        || point > 0xFFFF;
  }
}
