package io.crossguard.client.report;

import io.crossguard.client.chart.ChartOption;
import io.crossguard.client.chart.ChartScript;

/**
 * A chart of the page, with a name and a description for who can't see it.
 *
 * @param name what it shows, in a few words
 * @param description what there is to see, in sentences
 * @param width in units that its letters are 12 high of
 * @param height in the same units
 * @param option what is drawn
 */
record Chart(String name, String description, int width, int height, ChartOption option) {
  /** As wide as a phone: there a unit is a pixel. */
  static final int WIDTH = 360;

  /**
   * The chart as an element.
   *
   * @param id unique on the page
   */
  Element element(String id, ChartScript script) {
    return Element.of("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .set("viewBox", "0 0 " + width + " " + height)
        .set("role", "img")
        .set("aria-labelledby", id + "-title")
        .set("aria-describedby", id + "-desc")
        .add(
            Element.of("title", name).set("id", id + "-title"),
            Element.of("desc", description).set("id", id + "-desc"))
        .drawing(script.draw(option, width, height));
  }
}
