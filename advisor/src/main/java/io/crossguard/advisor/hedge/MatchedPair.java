package io.crossguard.advisor.hedge;

import io.crossguard.advisor.exposure.ExposureLeg;
import io.crossguard.advisor.exposure.ExposureLeg.PositionLeg;
import io.crossguard.margin.value.Decimal;
import java.util.stream.Stream;

/**
 * Two legs that offset each other.
 *
 * @param longLeg the long one
 * @param shortLeg the short one
 * @param coins how much of each, in coins of the root; positive
 */
public record MatchedPair(ExposureLeg longLeg, ExposureLeg shortLeg, Decimal coins) {

  public Stream<ExposureLeg> legs() {
    return Stream.of(longLeg, shortLeg);
  }

  /** The leg that offsets one of the two. */
  public ExposureLeg partnerOf(ExposureLeg leg) {
    return longLeg.key().equals(leg.key()) ? shortLeg : longLeg;
  }

  /** Whether both are in one instrument, so that no price can come between them. */
  public boolean isOneInstrument() {
    return longLeg instanceof PositionLeg first
        && shortLeg instanceof PositionLeg second
        && first.instrument().instrumentId().equals(second.instrument().instrumentId());
  }
}
