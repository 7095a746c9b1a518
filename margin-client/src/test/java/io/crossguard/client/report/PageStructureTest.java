package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page can be read with a screen reader, without a network, and without scripts. */
class PageStructureTest {
  private static final ReportPage PAGE = ReportPage.of(ReportPage.example());
  private static final Set<String> URLS = Set.of(
      "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink");

  @Test
  void page_hasALanguageATitleAndOneMain() {
    assertThat(PAGE.document().getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(PAGE.elements("title").get(0).getTextContent()).contains("basis-book-and-a-bet");
    assertThat(PAGE.elements("main")).hasSize(1);
  }

  @Test
  void headings_startWithOneAndSkipNoLevel() {
    List<Integer> levels = new ArrayList<>();
    for (Element element : PAGE.elements("*")) {
      if (element.getTagName().matches("h[1-6]")) {
        levels.add(Integer.parseInt(element.getTagName().substring(1)));
      }
    }

    assertThat(levels).startsWith(1).containsOnlyOnce(1).hasSizeGreaterThan(10);
    for (int i = 1; i < levels.size(); i++) {
      assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
    }
  }

  @Test
  void charts_haveNamesAndDescriptions() {
    List<Element> charts = PAGE.elements("svg").stream()
        .filter(svg -> !svg.getParentNode().getNodeName().equals("svg"))
        .toList();

    assertThat(charts).hasSizeGreaterThan(6).allSatisfy(svg -> {
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(ReportPage.elements(svg, "title").get(0).getTextContent()).isNotBlank();
      assertThat(ReportPage.elements(svg, "desc").get(0).getTextContent()).isNotBlank();
    });
    assertThat(PAGE.elements("style")).hasSize(1);
  }

  @Test
  void references_leadToElements_andIdsAreUnique() {
    List<String> ids = PAGE.elements("*").stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(PAGE.elements("*"))
        .allSatisfy(element -> assertThat(ids)
            .containsAll(List.of(element.getAttribute("aria-labelledby").split(" ")).stream()
                .filter(id -> !id.isEmpty())
                .toList()));
  }

  @Test
  void tables_haveCaptionsAndHeadersWithAScope() {
    assertThat(PAGE.elements("table")).hasSizeGreaterThan(8).allSatisfy(table -> {
      assertThat(ReportPage.elements(table, "caption")).hasSize(1);
      assertThat(ReportPage.elements(table, "th"))
          .allSatisfy(header -> assertThat(header.getAttribute("scope")).isIn("col", "row"));
      assertThat(ReportPage.elements(ReportPage.elements(table, "tbody").get(0), "tr"))
          .allSatisfy(row -> assertThat(row.getFirstChild().getNodeName()).isEqualTo("th"));
    });
  }

  @Test
  void page_loadsAndRunsNothing() {
    Set<String> names = new HashSet<>();
    PAGE.elements("*").forEach(element -> names.add(element.getTagName()));

    assertThat(names).doesNotContain("script", "link", "img", "iframe", "object", "a", "form");
    assertThat(PAGE.markup().split("(?=https?://)"))
        .filteredOn(part -> part.startsWith("http"))
        .allSatisfy(part -> assertThat(URLS).anySatisfy(url -> assertThat(part).startsWith(url)));
    assertThat(PAGE.elements("style").get(0).getTextContent())
        .doesNotContain("@import", "url(")
        .contains("prefers-color-scheme: dark", "@media print");
  }
}
