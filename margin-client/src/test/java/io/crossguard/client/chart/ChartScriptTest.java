package io.crossguard.client.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What goes in as data comes out as a drawing of it, and as nothing else. */
class ChartScriptTest {
  private static final ChartScript SCRIPT = ChartScript.start();
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]+)\"");

  @Test
  void draw_line_isWhereItsAxesPutIt() {
    // 0 to 10 over 200 from 50 on, 0 to 4 over 100 from 110 up.
    ChartOption option = lineChart(List.of(List.of(0, 0), List.of(5, 4), List.of(10, 1)))
        .set(
            "grid",
            ChartOption.empty().set("left", 50).set("top", 10).set("right", 50).set("bottom", 90))
        .set("xAxis", ChartOption.of("type", "value").set("min", 0).set("max", 10))
        .set("yAxis", ChartOption.of("type", "value").set("min", 0).set("max", 4));

    assertThat(SCRIPT.draw(option, 300, 200))
        .contains("d=\"M50 110L150 10L250 85\"", "viewBox=\"0 0 300 200\"");
  }

  @Test
  void draw_labelOfAnAxis_isAskedForEachTick() {
    ChartOption option = lineChart(List.of(List.of(0, 0), List.of(1, 1)))
        .set(
            "xAxis",
            ChartOption.of("type", "value")
                .set("interval", 0.5)
                .set("axisLabel", ChartOption.empty().label("formatter", tick -> "at " + tick)))
        .set("yAxis", ChartOption.of("type", "value").set("show", false));

    assertThat(texts(SCRIPT.draw(option, 300, 200))).containsExactly("at 0.0", "at 0.5", "at 1.0");
  }

  @Test
  void draw_textsFromOutside_stayTextsWhateverTheySay() {
    List<String> hostile = List.of(
        "</svg><script>alert(1)</script>",
        "\" onload=\"x' & <!-- ]]>",
        "{value} {a} {b|c} {@[0]} ${x}",
        "'); throw new Error('",
        "__proto__",
        "<b>\\u003c&lt;");

    String svg = SCRIPT.draw(named(hostile), 300, 400);

    assertThat(texts(svg)).containsExactlyElementsOf(hostile);
    assertThat(elements(svg, "script")).isEmpty();
    assertThat(svg).doesNotContain("<!--", "onload=\"x");
  }

  @Test
  void draw_textOfAThousandLetters_isShortenedToItsRoom() {
    ChartOption label = ChartOption.of("overflow", "truncate").set("width", 60);

    List<String> texts = texts(SCRIPT.draw(named(List.of("long".repeat(250)), label), 300, 100));

    assertThat(texts).hasSize(1);
    assertThat(texts.get(0)).startsWith("long").hasSizeBetween(5, 15).endsWith("...");
  }

  @Test
  void draw_theSameChartsInAnotherScript_areTheSameText() {
    ChartOption one = lineChart(List.of(List.of(0, 0), List.of(1, 1)));
    ChartOption other = named(List.of("a", "b"));

    List<List<String>> pages = new ArrayList<>();
    for (int page = 0; page < 2; page++) {
      ChartScript script = ChartScript.start();
      pages.add(List.of(
          script.draw(one, 300, 200), script.draw(other, 300, 200), script.draw(one, 300, 200)));
    }

    assertThat(pages.get(1)).isEqualTo(pages.get(0));
  }

  @Test
  void draw_chartsOfOneScript_shareNoId() {
    ChartOption option = lineChart(List.of(List.of(0, 0), List.of(1, 1)));
    ChartScript script = ChartScript.start();

    List<String> ids = new ArrayList<>();
    for (int chart = 0; chart < 2; chart++) {
      Matcher id = ID.matcher(script.draw(option, 300, 200));
      while (id.find()) {
        ids.add(id.group(1));
      }
    }

    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void draw_anything_leavesNoStyleAndNoHandleForScripts() {
    String svg = SCRIPT.draw(named(List.of("a", "b")), 300, 200);

    assertThat(elements(svg, "style")).isEmpty();
    assertThat(svg).doesNotContain("class=", "ecmeta", "cursor");
  }

  @Test
  void set_valueThatIsNoData_isRefused() {
    assertThatThrownBy(() -> ChartOption.empty().set("data", List.of(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no value of a chart");
  }

  @Test
  void set_option_takesItAsItIs() {
    ChartOption inner = ChartOption.of("type", "value");
    ChartOption outer = ChartOption.empty().set("xAxis", inner);
    inner.set("type", "category");

    assertThat(((ChartOption) outer.values().get("xAxis")).values()).containsEntry("type", "value");
  }

  private static ChartOption lineChart(List<List<Integer>> points) {
    return ChartOption.empty()
        .set("animation", false)
        .set("xAxis", ChartOption.of("type", "value"))
        .set("yAxis", ChartOption.of("type", "value"))
        .set(
            "series",
            List.of(ChartOption.of("type", "line").set("symbol", "none").set("data", points)));
  }

  private static ChartOption named(List<String> names) {
    return named(names, ChartOption.empty());
  }

  /** Bars, one for each name, with the names alone as labels. */
  private static ChartOption named(List<String> names, ChartOption label) {
    return ChartOption.empty()
        .set("animation", false)
        .set("xAxis", ChartOption.of("type", "value").set("show", false))
        .set(
            "yAxis",
            ChartOption.of("type", "category")
                .set("inverse", true)
                .set("axisLabel", label.set("interval", 0))
                .set("data", names))
        .set(
            "series",
            List.of(ChartOption.of("type", "bar")
                .set("data", names.stream().map(String::length).toList())));
  }

  private static List<String> texts(String svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(String svg, String name) {
    try {
      NodeList nodes = DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
          .getElementsByTagName(name);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        elements.add((Element) nodes.item(i));
      }
      return elements;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("the chart is no XML", e);
    }
  }
}
