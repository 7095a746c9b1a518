package io.crossguard.margin.change;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Money;
import io.crossguard.margin.value.Require;
import java.util.Optional;

/**
 * An amount that goes from one place to another. All flows but {@link Why#UNREALIZED_PNL} change
 * wallets: those into a scope less those out of it are what its wallet gains.
 *
 * @param from the scope that pays; absent where it comes from outside the account
 * @param to the scope that receives; absent where it leaves the account
 * @param amount positive
 * @param why what it is
 */
public record CashFlow(Optional<String> from, Optional<String> to, Money amount, Why why) {

  /** What a cash flow is. */
  public enum Why {
    /** Margin given to an isolated position. */
    MARGIN,
    /** Margin that an isolated position gives back, with what was realized. */
    RELEASED_MARGIN,
    /** Profit realized, from outside; or loss realized, to outside. */
    REALIZED_PNL,
    /** What is paid for an option, to outside; or received for one, from outside. */
    PREMIUM,
    /** A fee, to outside; or a rebate, from outside. */
    FEE,
    /**
     * Unrealized profit that goes with a position into its new scope; of a loss, the reverse. It is
     * in no wallet.
     */
    UNREALIZED_PNL,
    DEPOSIT,
    WITHDRAWAL
  }

  public CashFlow {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    Require.that(amount.isPositive(), "a cash flow must be positive");
    Require.that(!from.equals(to), "a cash flow must have two ends");
    requireNonNull(why, "why");
  }
}
