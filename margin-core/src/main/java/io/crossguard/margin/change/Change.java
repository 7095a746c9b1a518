package io.crossguard.margin.change;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/** One thing that an account holder may do. */
public sealed interface Change {

  /**
   * Opens, increases, reduces, closes or flips a position.
   *
   * @param positionId the position; one that the account does not have is opened
   * @param instrumentId the contract traded; that of the position where it is open
   * @param quantity signed contracts: positive buys, negative sells; never zero
   * @param price what each contract is traded at; positive
   * @param fee paid to the venue, in the settlement asset; negative is a rebate
   * @param leverage of the position from now on; positive; absent keeps what is set, and for a new
   *     position means the maximum of its tier. Only where the trade opens or adds
   * @param mode what backs the position; may be absent where it is open, and then is what it was
   * @param margin what an isolated position is given from the cross wallet, in the settlement
   *     asset; not negative; absent means the initial margin of what is added, at the trade's price.
   *     Only where the trade opens or adds to an isolated position
   */
  record Trade(
      String positionId,
      String instrumentId,
      Quantity quantity,
      Price price,
      Decimal fee,
      Optional<Decimal> leverage,
      Optional<ScopeKind> mode,
      Optional<Decimal> margin)
      implements Change {

    public Trade {
      Require.identifier(positionId);
      Require.identifier(instrumentId);
      Require.that(!quantity.isZero(), "quantity must not be zero");
      requireNonNull(price, "price");
      requireNonNull(fee, "fee");
      leverage.ifPresent(l -> Require.that(l.isPositive(), "leverage must be positive"));
      requireNonNull(mode, "mode");
      margin.ifPresent(m -> Require.that(!m.isNegative(), "margin must not be negative"));
    }

    /** A trade in an open position that keeps its leverage and mode. */
    public Trade(
        String positionId, String instrumentId, Quantity quantity, Price price, Decimal fee) {
      this(
          positionId,
          instrumentId,
          quantity,
          price,
          fee,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * Sets the leverage of a position. An isolated margin is topped up to the initial margin where it
   * is below, and never lowered.
   *
   * @param positionId the position
   * @param leverage positive
   */
  record SetLeverage(String positionId, Decimal leverage) implements Change {
    public SetLeverage {
      Require.identifier(positionId);
      Require.that(leverage.isPositive(), "leverage must be positive");
    }
  }

  /**
   * Isolates a cross position. Its unrealized P&amp;L goes with it.
   *
   * @param positionId the position
   * @param margin what leaves the cross wallet with it, in the settlement asset; not negative
   */
  record ToIsolated(String positionId, Decimal margin) implements Change {
    public ToIsolated {
      Require.identifier(positionId);
      Require.that(!margin.isNegative(), "margin must not be negative");
    }
  }

  /**
   * Puts an isolated position into cross margin, with its whole margin and its unrealized P&amp;L.
   *
   * @param positionId the position
   */
  record ToCross(String positionId) implements Change {
    public ToCross {
      Require.identifier(positionId);
    }
  }

  /**
   * Moves margin between the cross wallet and an isolated position.
   *
   * @param positionId the position
   * @param amount in the settlement asset: positive adds to the isolated margin, negative takes from
   *     it; never zero
   */
  record AdjustIsolatedMargin(String positionId, Decimal amount) implements Change {
    public AdjustIsolatedMargin {
      Require.identifier(positionId);
      Require.that(!amount.isZero(), "amount must not be zero");
    }
  }

  /**
   * Brings an asset from outside into its cross wallet.
   *
   * @param asset what is brought
   * @param amount positive
   */
  record Deposit(String asset, Decimal amount) implements Change {
    public Deposit {
      Require.identifier(asset);
      Require.that(amount.isPositive(), "amount must be positive");
    }
  }

  /**
   * Takes an asset out of its cross wallet.
   *
   * @param asset what is taken
   * @param amount positive
   */
  record Withdraw(String asset, Decimal amount) implements Change {
    public Withdraw {
      Require.identifier(asset);
      Require.that(amount.isPositive(), "amount must be positive");
    }
  }
}
