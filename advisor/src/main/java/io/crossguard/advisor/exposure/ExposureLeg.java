package io.crossguard.advisor.exposure;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.option.OptionModel;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Comparator;
import java.util.Optional;

/** One thing that gains or loses as a root moves. */
public sealed interface ExposureLeg {

  /** The order in which legs of one side are matched: what is least likely to be lost, first. */
  Comparator<ExposureLeg> MATCHING_ORDER =
      Comparator.comparing(ExposureLeg::matchingCost).thenComparing(ExposureLeg::legId);

  /** The position's id, or the asset's name. */
  String legId();

  /** The margin scope that the profit and loss reach. */
  String scopeId();

  /** The coin whose price it follows. */
  String root();

  /** Signed amount of the root; zero only for an option that the root does not move. */
  Decimal coins();

  /** What tells it from every other leg of the account. */
  Key key();

  /** How unwelcome the leg is in a pair: 0 for the coin itself, more for what may come apart. */
  Decimal matchingCost();

  default Side side() {
    return coins().isNegative() ? Side.SHORT : Side.LONG;
  }

  /**
   * The name of a leg.
   *
   * @param legId the position's id, or the asset's name
   * @param collateralOf the scope that holds the asset; empty for a position
   */
  record Key(String legId, String collateralOf) {

    // What a record has of itself is called through method handles, and keys are compared often.
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && legId.equals(that.legId)
          && collateralOf.equals(that.collateralOf);
    }

    @Override
    public int hashCode() {
      return 31 * legId.hashCode() + collateralOf.hashCode();
    }
  }

  /**
   * A position.
   *
   * @param position as it is in the account
   * @param instrument what it is in
   * @param margin its figures
   * @param coins signed amount of the root
   * @param matchingCost 1 for a perpetual, 2 and the years to expiry for a future, 4 and gamma times
   *     the price for an option
   * @param option what moves the mark of an option; absent for any other instrument
   */
  record PositionLeg(
      Position position,
      Instrument instrument,
      PositionMargin margin,
      Decimal coins,
      Decimal matchingCost,
      Optional<OptionModel> option)
      implements ExposureLeg {

    @Override
    public String legId() {
      return position.positionId();
    }

    @Override
    public String scopeId() {
      return margin.scopeId();
    }

    @Override
    public String root() {
      return instrument.root();
    }

    @Override
    public Key key() {
      return new Key(legId(), "");
    }

    public boolean isOption() {
      return option.isPresent();
    }

    public boolean isDated() {
      return instrument.kind() == InstrumentKind.FUTURE;
    }
  }

  /**
   * A coin in the wallets of a scope, with the profit and loss that is settled in it.
   *
   * @param asset the coin
   * @param scopeId the scope that holds it
   * @param root the coin that it is or stands for
   * @param coins signed amount of the root
   * @param matchingCost 0, or for an equivalent 3 and the stress of its peg
   * @param rate units of the root for one of the asset
   * @param fairRate the same on its peg
   */
  record CollateralLeg(
      String asset,
      String scopeId,
      String root,
      Decimal coins,
      Decimal matchingCost,
      Decimal rate,
      Decimal fairRate)
      implements ExposureLeg {

    @Override
    public String legId() {
      return asset;
    }

    @Override
    public Key key() {
      return new Key(asset, scopeId);
    }

    /** Whether it stands for another coin. */
    public boolean isEquivalent() {
      return !asset.equals(root);
    }

    /** Whether its rate is further than a share of the fair one away from that. */
    public boolean isOffPeg(Rate share) {
      return rate.minus(fairRate).abs().isGreaterThan(share.fraction().times(fairRate));
    }
  }
}
