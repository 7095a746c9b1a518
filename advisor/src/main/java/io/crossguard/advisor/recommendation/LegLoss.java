package io.crossguard.advisor.recommendation;

import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.value.Decimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a move at the target probability costs a group that has lost one of its positions.
 *
 * @param leg the position that is lost
 * @param amount in the quote currency; not negative
 */
record LegLoss(PositionLeg leg, Decimal amount) {
  private static final Comparator<LegLoss> COSTLIEST_FIRST = Comparator.comparing(LegLoss::amount)
      .reversed()
      .thenComparing(loss -> loss.leg().legId());

  /**
   * The position whose loss costs most; of equals the first by id. Absent where too little is known of
   * the root.
   */
  static Optional<LegLoss> costliest(NettedGroup group, Stress stress) {
    return group.parts().stream()
        .flatMap(part -> part.leg() instanceof PositionLeg leg
            ? stress
                .loss(group.root(), group.net().minus(part.coins()))
                .map(amount -> new LegLoss(leg, amount))
                .stream()
            : Stream.empty())
        .min(COSTLIEST_FIRST);
  }
}
