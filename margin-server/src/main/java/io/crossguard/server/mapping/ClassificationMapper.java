package io.crossguard.server.mapping;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.v1.HedgeGroup;

/** Reads and writes what a position or a group is. */
final class ClassificationMapper {
  private ClassificationMapper() {}

  static Reading<Classification> fromProto(
      HedgeGroup.Classification classification, FieldPath field) {
    return switch (classification) {
      case DELTA_NEUTRAL -> Reading.of(Classification.DELTA_NEUTRAL);
      case HEDGED_WITH_RESIDUAL -> Reading.of(Classification.HEDGED_WITH_RESIDUAL);
      case PARTIALLY_HEDGED -> Reading.of(Classification.PARTIALLY_HEDGED);
      case DIRECTIONAL -> Reading.of(Classification.DIRECTIONAL);
      case CORRELATED_HEDGE -> Reading.of(Classification.CORRELATED_HEDGE);
      case GAMMA_UNSTABLE -> Reading.of(Classification.GAMMA_UNSTABLE);
      case CLASSIFICATION_UNSPECIFIED, UNRECOGNIZED ->
        field.violation(
            "must be DELTA_NEUTRAL, HEDGED_WITH_RESIDUAL, PARTIALLY_HEDGED, CORRELATED_HEDGE,"
                + " GAMMA_UNSTABLE or DIRECTIONAL");
    };
  }

  static HedgeGroup.Classification toProto(Classification classification) {
    return switch (classification) {
      case DELTA_NEUTRAL -> HedgeGroup.Classification.DELTA_NEUTRAL;
      case HEDGED_WITH_RESIDUAL -> HedgeGroup.Classification.HEDGED_WITH_RESIDUAL;
      case PARTIALLY_HEDGED -> HedgeGroup.Classification.PARTIALLY_HEDGED;
      case CORRELATED_HEDGE -> HedgeGroup.Classification.CORRELATED_HEDGE;
      case GAMMA_UNSTABLE -> HedgeGroup.Classification.GAMMA_UNSTABLE;
      case DIRECTIONAL -> HedgeGroup.Classification.DIRECTIONAL;
    };
  }
}
