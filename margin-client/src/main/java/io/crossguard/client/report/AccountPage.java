package io.crossguard.client.report;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.util.Timestamps;
import io.crossguard.client.MarginClient;
import io.crossguard.client.chart.ChartScript;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RuleSetReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One account as a page of HTML: where it stands, what is advised, and what prices would do to it.
 * The page needs no network and no scripts, and is well-formed XML. The same answers of the service
 * make the same page, byte for byte.
 *
 * <pre>{@code
 * String page = AccountPage.html(imported.advice(), client, step -> {});
 * Files.writeString(file, page);
 * }</pre>
 */
public final class AccountPage {
  private final ReportFigures figures;
  private final ChartScript script;

  private AccountPage(ReportFigures figures, ChartScript script) {
    this.figures = figures;
    this.script = script;
  }

  /**
   * Asks the service for what the page needs, and writes the page.
   *
   * @param request what advice is asked for
   * @param client the connection that every figure comes from
   * @param progress told, in a few words, what is about to be asked
   * @throws io.crossguard.client.CrossguardException if a call fails; a bad request names its
   *     violations
   */
  public static String html(
      RecommendMarginModesRequest request, MarginClient client, Consumer<String> progress) {
    ReportFigures figures = new FigureCollector(request, client, progress).collect();
    progress.accept("drawing");
    return new AccountPage(figures, ChartScript.start()).markup();
  }

  private String markup() {
    Element html = Element.of("html")
        .set("xmlns", "http://www.w3.org/1999/xhtml")
        .set("lang", "en")
        .add(head(), body());
    return "<!DOCTYPE html>\n" + html.markup() + "\n";
  }

  private Element head() {
    return Element.of("head")
        .add(
            Element.of("meta").set("charset", "utf-8"),
            Element.of("meta")
                .set("name", "viewport")
                .set("content", "width=device-width, initial-scale=1"),
            // Nothing is loaded and nothing runs, whatever the names in the account say.
            Element.of("meta")
                .set("http-equiv", "Content-Security-Policy")
                .set("content", "default-src 'none'; style-src 'unsafe-inline'"),
            Element.of("meta").set("name", "color-scheme").set("content", "light dark"),
            Element.of("title", "Account " + figures.advice().getAccountId() + ": margin report"),
            Element.style(sheet()));
  }

  private Element body() {
    Element main = Element.of("main").add(new GlanceSection(figures, script).element());
    if (figures.hasPositions()) {
      main.add(new AdviceSection(figures).element());
    }
    if (!figures.grid().roots().isEmpty()) {
      main.add(
          new CurveSection(figures, script).element(),
          new HeatSection(figures, script).element(),
          new WaterfallSection(figures, script).element());
    }
    main.add(new ExposureSection(figures, script).element());
    return Element.of("body").add(header(), main, footer());
  }

  private Element header() {
    RuleSetReference rules = figures.advice().getRuleSet();
    Element header = Element.of("header")
        .add(
            Element.of("p", "Margin report" + asOf()).set("class", "kicker"),
            Element.of("h1", "Account " + figures.advice().getAccountId()),
            Element.of("p", figures.advice().getSummary()).set("class", "summary"));
    if (!figures.hasPositions()) {
      header.add(Element.of(
          "p", "The account has no positions: nothing can be liquidated, and nothing is advised."));
    }
    if (rules.getExample() || rules.getExampleFiguresCount() > 0) {
      header.add(Element.of("p")
          .set("class", "warn")
          .text("Figures of the rules are made up to show something: don’t trade on this page."));
    }
    return header;
  }

  private String asOf() {
    return figures.request().getMarket().hasAsOf()
        ? ", prices of " + Timestamps.toString(figures.request().getMarket().getAsOf())
        : "";
  }

  private Element footer() {
    RuleSetReference rules = figures.advice().getRuleSet();
    return Element.of("footer")
        .add(
            Element.of(
                "p",
                "Rules " + rules.getRuleSetId() + " version " + rules.getVersion() + ", engine "
                    + figures.advice().getEngineVersion() + ", policy "
                    + figures.advice().getPolicyVersion() + "."),
            Element.of(
                "p",
                "Margin ratio is maintenance margin ÷ margin balance: higher is worse. Figures are"
                    + " rounded for reading; the commands evaluate, stress and advise print all"
                    + " digits. Every figure and every point of a chart is an answer of the"
                    + " service."));
  }

  private static String sheet() {
    try (InputStream stream =
        requireNonNull(AccountPage.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
