package io.crossguard.advisor.classification;

import io.crossguard.advisor.exposure.ExposureLeg.CollateralLeg;
import io.crossguard.advisor.hedge.NettedGroup;
import io.crossguard.margin.value.Decimal;
import java.util.List;

/**
 * Two groups of one pool whose nets offset each other as far as their coins move together.
 *
 * <pre>
 *   a, b = |net| · daily volatility, in the quote currency; a is the larger
 *   tail = z(target, side of the larger, H) · √(H / 24 h)
 *          · max(√(a² + b² − 2·stressed·a·b), (1 − reliefMax)·(a + b))
 * </pre>
 *
 * @param larger the group with the larger risk
 * @param smaller the other one
 * @param correlation of the two coins as given; signed
 * @param stressedCorrelation what is reckoned with; not negative
 * @param beta of the coin of the larger group over that of the other: correlation · volatility /
 *     volatility; signed
 * @param residualTail what the two may lose together with the target probability, in the quote
 *     currency; not negative
 * @param isTailMaterial whether that is more of the equity than may stay in cross
 */
public record CorrelatedHedge(
    NettedGroup larger,
    NettedGroup smaller,
    Decimal correlation,
    Decimal stressedCorrelation,
    Decimal beta,
    Decimal residualTail,
    boolean isTailMaterial) {

  /** The two, the larger first. */
  public List<NettedGroup> groups() {
    return List.of(larger, smaller);
  }

  /** A name that no single group has. */
  public String hedgeId() {
    return larger.groupId() + "+" + smaller.groupId();
  }

  public NettedGroup partnerOf(NettedGroup group) {
    return group.groupId().equals(larger.groupId()) ? smaller : larger;
  }

  public boolean includes(String groupId) {
    return larger.groupId().equals(groupId) || smaller.groupId().equals(groupId);
  }

  /** Whether coins that serve as collateral carry some of it: they can't be moved or closed. */
  public boolean restsOnCoins() {
    return groups().stream()
        .flatMap(group -> group.residualParts().stream())
        .anyMatch(part -> part.leg() instanceof CollateralLeg);
  }

  public Decimal rSquared() {
    return correlation.times(correlation);
  }
}
