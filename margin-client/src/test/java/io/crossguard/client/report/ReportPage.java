package io.crossguard.client.report;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.client.MarginClient;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.RecommendMarginModesRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A page as a test reads it: parsed as XML, which fails where it is not well-formed.
 *
 * @param markup the page
 * @param document the same, parsed
 */
record ReportPage(String markup, Document document) {

  static RecommendMarginModesRequest example() {
    return request(Path.of("examples", "basis-book-and-a-bet.json"));
  }

  static RecommendMarginModesRequest request(Path file) {
    try {
      RecommendMarginModesRequest.Builder request = RecommendMarginModesRequest.newBuilder();
      JsonFormat.parser().merge(Files.readString(file), request);
      return request.build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a real service answers. */
  static <T> T answered(Function<MarginClient, T> question) {
    try (EmbeddedCrossguard server = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(server.channel(), Duration.ofSeconds(60))) {
      return question.apply(client);
    }
  }

  static ReportPage of(RecommendMarginModesRequest request) {
    return parse(answered(client -> AccountPage.html(request, client, what -> {})));
  }

  static ReportPage parse(String markup) {
    try {
      Document document = DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8)));
      return new ReportPage(markup, document);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("the page is no XML", e);
    }
  }

  List<Element> elements(String name) {
    return elements(document.getDocumentElement(), name);
  }

  static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The section with the heading of this id. */
  Element section(String id) {
    return elements("section").stream()
        .filter(section -> section.getAttribute("aria-labelledby").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no section " + id));
  }

  /** The cells of the body of the table whose caption starts so, row by row. */
  List<List<String>> rows(String caption) {
    Element table = elements("table").stream()
        .filter(
            candidate -> elements(candidate, "caption").get(0).getTextContent().startsWith(caption))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no table " + caption));
    return elements(elements(table, "tbody").get(0), "tr").stream()
        .map(row -> {
          List<String> cells = new ArrayList<>();
          for (int i = 0; i < row.getChildNodes().getLength(); i++) {
            cells.add(row.getChildNodes().item(i).getTextContent().replace('\u00a0', ' '));
          }
          return cells;
        })
        .toList();
  }

  /** All text of the page. */
  String text() {
    return document.getDocumentElement().getTextContent().replace('\u00a0', ' ');
  }
}
