package io.crossguard.margin.exposure;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Money;
import java.util.Optional;

/**
 * The exposure of an account to one root, over all scopes. Short figures are not negative.
 *
 * @param root the coin
 * @param delta in coins of the root; absent where the market has no price to convert with
 * @param notional in the quote currency
 * @param netToEquity net notional over the account's equity, signed; absent while the equity is not
 *     positive
 * @param grossToEquity gross notional over the account's equity; absent while the equity is not
 *     positive
 */
public record Exposure(
    String root,
    Optional<Delta> delta,
    Notional notional,
    Optional<Decimal> netToEquity,
    Optional<Decimal> grossToEquity) {

  /** Amounts of the root coin. */
  public record Delta(Decimal longDelta, Decimal shortDelta) {
    public Decimal net() {
      return longDelta.minus(shortDelta);
    }

    public Decimal gross() {
      return longDelta.plus(shortDelta);
    }
  }

  /** Amounts of the quote currency. */
  public record Notional(Money longNotional, Money shortNotional) {
    public Money net() {
      return longNotional.minus(shortNotional);
    }

    public Money gross() {
      return longNotional.plus(shortNotional);
    }
  }
}
