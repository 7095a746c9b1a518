package io.crossguard.client.report;

import io.crossguard.client.report.PageTable.Column;
import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.UnderlyingDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far each coin may move before a scope is liquidated, today and after the advice. */
final class DistanceTable {
  private static final String NEVER = "never";

  private final ReportFigures figures;

  DistanceTable(ReportFigures figures) {
    this.figures = figures;
  }

  /** The table, and what it leaves out in words; nothing where no coin moves a scope. */
  List<Element> elements() {
    List<Place> places = places();
    if (places.isEmpty()) {
      return List.of();
    }
    List<Place> dangerous = places.stream().filter(this::isDangerous).toList();
    List<Element> elements = new ArrayList<>();
    if (!dangerous.isEmpty()) {
      elements.add(table(dangerous).element());
    }
    if (dangerous.size() < places.size()) {
      elements.add(Element.of(
              "p",
              dangerous.isEmpty()
                  ? "No move of a single coin liquidates any scope."
                  : "A dash stands where the coin does not reach the scope. No move of any other"
                      + " coin liquidates a scope.")
          .set("class", "note"));
    }
    return elements;
  }

  private PageTable table(List<Place> places) {
    List<Column> columns = new ArrayList<>(List.of(
        Column.text("scope"),
        Column.text("coin"),
        Column.figure("falls by, today"),
        Column.figure("rises by, today")));
    if (figures.after().isPresent()) {
      columns.add(Column.figure("falls by, after the advice"));
      columns.add(Column.figure("rises by, after the advice"));
    }
    PageTable table = new PageTable(
        "Distances to liquidation, if all prices of a coin move together, collateral too",
        columns.toArray(new Column[0]));
    for (Place place : places) {
      List<String> cells = new ArrayList<>(List.of(place.scopeId(), place.root()));
      snapshots().forEach(snapshot -> {
        cells.add(text(snapshot, place, true));
        cells.add(text(snapshot, place, false));
      });
      table.row(cells.toArray(new String[0]));
    }
    return table;
  }

  private Stream<Snapshot> snapshots() {
    return Stream.concat(Stream.of(figures.today()), figures.after().stream());
  }

  /** Wherever a distance is told, today or after the advice. */
  private List<Place> places() {
    return snapshots()
        .flatMap(snapshot -> snapshot.margin().getScopesList().stream())
        .flatMap(scope -> scope.getDistancesList().stream()
            .map(distance -> new Place(scope.getScopeId(), distance.getRoot())))
        .distinct()
        .toList();
  }

  private boolean isDangerous(Place place) {
    return snapshots()
        .flatMap(snapshot -> Stream.of(text(snapshot, place, true), text(snapshot, place, false)))
        .anyMatch(text -> !text.equals(NEVER) && !text.equals(FigureText.ABSENT));
  }

  private static String text(Snapshot snapshot, Place place, boolean isDown) {
    Optional<UnderlyingDistance> distance =
        snapshot.scope(place.scopeId()).flatMap(scope -> Distances.of(scope, place.root()));
    return distance
        .map(of -> isDown ? of.getDown() : of.getUp())
        .map(DistanceTable::text)
        .orElse(FigureText.ABSENT);
  }

  private static String text(DistanceMove move) {
    return switch (move.getOutcomeCase()) {
      case MOVE -> FigureText.move(move.getMove());
      case NONE -> NEVER;
      case ALREADY_LIQUIDATABLE -> "already";
      case INDETERMINATE -> "can’t be told";
      case OUTCOME_NOT_SET -> FigureText.ABSENT;
    };
  }

  private record Place(String scopeId, String root) {}
}
