package io.crossguard.margin.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;

/**
 * What a European option is about.
 *
 * @param type the right that it gives
 * @param strike the price at which the underlying may be bought or sold, in the quote currency
 * @param premium how its price is paid
 */
public record OptionTerms(Type type, Price strike, Premium premium) {

  /** The right that an option gives its holder. */
  public enum Type {
    /** To buy the underlying at the strike. */
    CALL,
    /** To sell it. */
    PUT
  }

  /** How the price of an option is paid, and so what of it counts in the balances. */
  public enum Premium {
    /** With profit and loss, like that of a future: q·c·(M − E) counts. */
    MARGINED,
    /** From the wallet when it is traded: the whole value q·c·M counts, whatever the entry. */
    PAID_UP_FRONT
  }

  public OptionTerms {
    requireNonNull(type, "type");
    requireNonNull(strike, "strike");
    requireNonNull(premium, "premium");
  }

  /** How far the option is from being worth exercising; 0 where it is. */
  public Fraction outOfTheMoney(Fraction underlying) {
    Fraction toStrike = Fraction.of(strike.value()).minus(underlying);
    return (type == Type.CALL ? toStrike : toStrike.negated()).max(Fraction.ZERO);
  }
}
