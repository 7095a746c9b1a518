package io.crossguard.margin.rules;

/**
 * The price basis of each requirement.
 *
 * @param crossInitial initial margin of cross positions
 * @param crossMaintenance maintenance margin of cross positions
 * @param isolatedInitial initial margin of isolated positions
 * @param isolatedMaintenance maintenance margin of isolated positions
 */
public record RequirementBases(
    RequirementBasis crossInitial,
    RequirementBasis crossMaintenance,
    RequirementBasis isolatedInitial,
    RequirementBasis isolatedMaintenance) {

  /** Everything at the mark. */
  public static final RequirementBases MARK = new RequirementBases(
      RequirementBasis.MARK, RequirementBasis.MARK, RequirementBasis.MARK, RequirementBasis.MARK);

  public RequirementBasis initial(boolean isCross) {
    return isCross ? crossInitial : isolatedInitial;
  }

  public RequirementBasis maintenance(boolean isCross) {
    return isCross ? crossMaintenance : isolatedMaintenance;
  }
}
