package io.crossguard.client.cli;

import static io.crossguard.client.cli.TextTable.Column.text;

import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.RuleSetReference;
import java.util.List;
import java.util.stream.Collectors;

/** The warning that figures of the rules are made up. */
final class ExampleWarning {
  private static final String HEAD = "Warning:";
  private static final String OF_THE_WHOLE =
      "the rules are an example, all their figures are made up: don't trade on them.";

  private ExampleWarning() {}

  /** The warning of a response; no lines where no figure of its rules is made up. */
  static List<String> lines(RuleSetReference rules) {
    return lines(rules.getExample(), rules.getExampleFiguresList());
  }

  /**
   * @param whole whether all figures are made up
   * @param figures those that are, where not all are
   */
  static List<String> lines(boolean whole, List<ExampleFigures> figures) {
    if (whole) {
      return Page.paragraph(HEAD, OF_THE_WHOLE);
    }
    return figures.isEmpty()
        ? List.of()
        : Page.paragraph(
            HEAD,
            "examples, made up, don't trade on them: "
                + figures.stream()
                    .map(example -> subject(example) + " " + example.getFigures())
                    .collect(Collectors.joining("; "))
                + ".");
  }

  /** A row for each subject that has made-up figures. */
  static TextTable table(List<ExampleFigures> figures) {
    TextTable table = new TextTable(
        "Examples: figures that are made up, don't trade on them", text("of"), text("figures"));
    figures.forEach(example -> table.row(subject(example), example.getFigures()));
    return table;
  }

  private static String subject(ExampleFigures example) {
    return switch (example.getSubjectCase()) {
      case INSTRUMENT_ID -> example.getInstrumentId();
      case ASSET -> example.getAsset();
      case SUBJECT_NOT_SET -> "rules";
    };
  }
}
