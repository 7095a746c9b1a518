package io.crossguard.server.mapping;

import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.stress.Scenario;
import io.crossguard.margin.stress.ScenarioGrid;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * A grid of scenarios as it was read: it becomes scenarios only where their number is allowed.
 *
 * @param kind what moves together
 * @param roots the coins; empty where all of the account move
 * @param factors the multiples of today's prices
 * @param field where it stands
 */
record GridReading(
    io.crossguard.v1.ScenarioGrid.Kind kind,
    List<String> roots,
    List<Decimal> factors,
    FieldPath field) {

  static Reading<GridReading> fromProto(io.crossguard.v1.ScenarioGrid message, FieldPath field) {
    Reading<io.crossguard.v1.ScenarioGrid.Kind> kind = switch (message.getKind()) {
      case ONE_ROOT, ALL_ROOTS, PAIRS -> Reading.of(message.getKind());
      case KIND_UNSPECIFIED, UNRECOGNIZED ->
        field.child("kind").violation("must be ONE_ROOT, ALL_ROOTS or PAIRS");
    };
    FieldPath rootsField = field.child("roots");
    rootsField.requireAtMost(RequestLimits.GRID_ROOTS_MAX, message.getRootsCount());
    FieldPath factorsField = field.child("factors");
    factorsField.requireAtMost(RequestLimits.SCENARIOS_MAX, message.getFactorsCount());
    Reading<List<String>> roots =
        rootsField.each(message.getRootsList(), IdentifierMapper::fromProto);
    Reading<List<Decimal>> factors = message.getFactorsCount() == 0
        ? factorsField.violation("must have at least one factor")
        : factorsField.each(message.getFactorsList(), ScenarioMapper::factor);
    return field.reading(() -> new GridReading(kind.get(), roots.get(), factors.get(), field));
  }

  /** Its coins, where it names none those that the account can be moved by. */
  GridReading of(ResolvedAccount account) {
    return roots.isEmpty()
        ? new GridReading(kind, ScenarioGrid.roots(account), factors, field)
        : this;
  }

  long size() {
    long rootCount = roots.size();
    long factorCount = factors.size();
    return switch (kind) {
      case ONE_ROOT -> rootCount * factorCount;
      case PAIRS -> rootCount * (rootCount - 1) / 2 * factorCount * factorCount;
      case ALL_ROOTS, KIND_UNSPECIFIED, UNRECOGNIZED -> factorCount;
    };
  }

  /** None where the account has no coin that could move. */
  Reading<List<Scenario>> scenarios() {
    if (roots.isEmpty()) {
      return Reading.of(List.of());
    }
    return field.reading(() -> switch (kind) {
      case ONE_ROOT ->
        roots.stream()
            .flatMap(root -> ScenarioGrid.ofOneRoot(root, factors).stream())
            .toList();
      case PAIRS -> ScenarioGrid.ofPairs(roots, factors);
      case ALL_ROOTS, KIND_UNSPECIFIED, UNRECOGNIZED -> ScenarioGrid.ofAllRoots(roots, factors);
    });
  }
}
