package io.crossguard.client.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A position of {@code clearinghouseState}. {@code szi} is its signed size, {@code positionValue}
 * its notional, so that their quotient is the mark price of that moment. {@code marginUsed} of an
 * isolated position is its value: {@code positionValue + rawUsd}, unrealized profit and loss
 * included.
 *
 * @param coin name of the market; of a market that others deploy, dex and name
 * @param quantity positive is long, negative is short
 * @param entryPrice average price of the entry, as the venue rounds it; zero without a quantity
 * @param markPrice price that the venue values it at; zero without a quantity
 * @param leverage that the owner has set
 * @param isolatedValue value of an isolated position; empty in cross
 * @param maxLeverage highest leverage that the venue grants the owner in this market, where stated
 * @param at where it stands in the response
 */
record HyperliquidPosition(
    String coin,
    BigDecimal quantity,
    BigDecimal entryPrice,
    BigDecimal markPrice,
    BigDecimal leverage,
    Optional<BigDecimal> isolatedValue,
    Optional<JsonValue> maxLeverage,
    JsonValue at) {

  private static final KnownFields ROW = KnownFields.reading("type", "position");
  private static final KnownFields FIELDS = KnownFields.reading(
          "coin", "szi", "leverage", "entryPx", "positionValue", "marginUsed", "maxLeverage")
      .leaving("unrealizedPnl", "returnOnEquity", "liquidationPx", "cumFunding");
  private static final KnownFields LEVERAGE =
      KnownFields.reading("type", "value").leaving("rawUsd");

  // A mark price has far fewer digits: whatever needs more is no quotient of size and value.
  private static final MathContext EXACT = new MathContext(34);

  // The venue multiplies as a double does: large values have a tail that no price explains. Prices
  // have six places at most, so that the one that was meant can be told.
  private static final BigDecimal FLOAT_NOISE = new BigDecimal("4e-16");
  private static final int PRICE_PLACES = 6;

  static HyperliquidPosition of(JsonValue row) {
    ROW.check(row);
    JsonValue type = row.field("type");
    if (!type.text().equals("oneWay")) {
      throw type.problem("must be oneWay, is " + type.describe());
    }
    JsonValue position = row.field("position");
    FIELDS.check(position);
    BigDecimal quantity = position.field("szi").decimal();
    JsonValue leverage = position.field("leverage");
    LEVERAGE.check(leverage);
    boolean open = quantity.signum() != 0;
    return new HyperliquidPosition(
        position.field("coin").text(),
        quantity,
        open ? position.field("entryPx").positive() : BigDecimal.ZERO,
        open ? markPrice(position, quantity) : BigDecimal.ZERO,
        leverage.field("value").positive(),
        isIsolated(leverage.field("type"))
            ? Optional.of(position.field("marginUsed").decimal())
            : Optional.empty(),
        position.stated("maxLeverage"),
        position);
  }

  boolean isOpen() {
    return quantity.signum() != 0;
  }

  boolean isIsolated() {
    return isolatedValue.isPresent();
  }

  /** Profit and loss at the mark price, by the stated entry price. */
  BigDecimal unrealizedPnl() {
    return quantity.multiply(markPrice.subtract(entryPrice));
  }

  /** The coin without the dex that it is traded on. */
  String root() {
    return coin.substring(coin.indexOf(':') + 1);
  }

  Holding toHolding() {
    return new Holding(
        coin,
        coin,
        quantity,
        entryPrice,
        Optional.of(leverage),
        isolatedValue.map(value -> value.subtract(unrealizedPnl())),
        markPrice,
        at);
  }

  private static boolean isIsolated(JsonValue type) {
    return switch (type.text()) {
      case "isolated" -> true;
      case "cross" -> false;
      default -> throw type.problem("must be cross or isolated, is " + type.describe());
    };
  }

  private static BigDecimal markPrice(JsonValue position, BigDecimal quantity) {
    JsonValue value = position.field("positionValue");
    BigDecimal size = quantity.abs();
    BigDecimal exact = value.positive().divide(size, EXACT);
    if (exact.multiply(size).compareTo(value.decimal()) == 0) {
      return exact;
    }
    BigDecimal price = exact.setScale(PRICE_PLACES, RoundingMode.HALF_EVEN);
    BigDecimal off = price.multiply(size).subtract(value.decimal()).abs();
    if (off.compareTo(value.decimal().multiply(FLOAT_NOISE)) > 0) {
      throw value.problem("is no multiple of szi: there is no mark price in it");
    }
    return price;
  }
}
