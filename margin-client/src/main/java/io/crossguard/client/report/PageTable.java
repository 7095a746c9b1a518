package io.crossguard.client.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with a caption, whose first column names the rows. Where it is wider than the screen it
 * scrolls alone.
 */
final class PageTable {
  private final String caption;
  private final List<Column> columns;
  private final List<Element> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param title what stands over it
   * @param isFigure whether it has figures, which stand on the right
   */
  record Column(String title, boolean isFigure) {
    static Column text(String title) {
      return new Column(title, false);
    }

    static Column figure(String title) {
      return new Column(title, true);
    }
  }

  PageTable(String caption, Column... columns) {
    this.caption = caption;
    this.columns = List.of(columns);
  }

  /** A row of text, a cell for each column. */
  PageTable row(String... cells) {
    List<Element> elements = new ArrayList<>();
    for (String cell : cells) {
      elements.add(Element.of("span", cell));
    }
    return row(elements);
  }

  /** A row of elements, one for each column. */
  PageTable row(List<Element> cells) {
    Element row = Element.of("tr");
    for (int i = 0; i < columns.size(); i++) {
      Element cell = i == 0 ? Element.of("th").set("scope", "row") : Element.of("td");
      row.add((columns.get(i).isFigure() ? cell.set("class", "figure") : cell).add(cells.get(i)));
    }
    rows.add(row);
    return this;
  }

  Element element() {
    Element head = Element.of("tr");
    for (Column column : columns) {
      Element title = Element.of("th", column.title()).set("scope", "col");
      head.add(column.isFigure() ? title.set("class", "figure") : title);
    }
    return scrolling(
        caption,
        Element.of("table")
            .add(
                caption(caption),
                Element.of("thead").add(head),
                Element.of("tbody").addAll(rows)));
  }

  /** A caption that stays where the reader is while the table scrolls. */
  static Element caption(String text) {
    return Element.of("caption").add(Element.of("span", text));
  }

  /** A region that scrolls sideways, for the keyboard too. */
  static Element scrolling(String name, Element table) {
    return Element.of("div")
        .set("class", "scroll")
        .set("role", "region")
        .set("aria-label", name)
        .set("tabindex", "0")
        .add(table);
  }
}
