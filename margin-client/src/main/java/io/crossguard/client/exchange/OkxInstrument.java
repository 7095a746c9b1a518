package io.crossguard.client.exchange;

import com.google.protobuf.util.Timestamps;
import io.crossguard.v1.Instrument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * A contract of OKX: {@code GET /api/v5/public/instruments}. A linear contract is worth {@code ctVal ×
 * ctMult} coins, an inverse one as much in its quote. Other fields of that response are no matter of
 * margin and are not looked at.
 *
 * @param instrumentId name at the venue
 * @param family whose tiers it has, such as BTC-USDT
 * @param root coin that it follows
 * @param settlementAsset asset of profit, loss and margin
 * @param payoff linear or inverse
 * @param multiplier size of one contract, as its payoff counts it
 * @param expiry in milliseconds of Unix time; empty for a perpetual
 */
record OkxInstrument(
    String instrumentId,
    String family,
    String root,
    String settlementAsset,
    Instrument.Payoff payoff,
    BigDecimal multiplier,
    Optional<Long> expiry) {
  private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_EVEN);

  /**
   * The contract of that name.
   *
   * @throws BadResponseException if it is not there once, or is no perpetual or future
   */
  static OkxInstrument find(JsonValue instruments, JsonValue instrumentId) {
    List<JsonValue> rows = OkxResult.rows(instruments).stream()
        .filter(row -> row.field("instId").text().equals(instrumentId.text()))
        .toList();
    if (rows.size() != 1) {
      throw instrumentId.problem(instrumentId.describe() + " is there " + rows.size() + " times in "
          + instruments.place() + ", not once");
    }
    return of(rows.get(0));
  }

  /**
   * Profit and loss of a quantity between two prices, in the settlement asset. That of an inverse
   * contract has 34 digits.
   */
  BigDecimal pnl(BigDecimal quantity, BigDecimal entryPrice, BigDecimal markPrice) {
    BigDecimal size = quantity.multiply(multiplier);
    return payoff == Instrument.Payoff.INVERSE
        ? size.divide(entryPrice, DIGITS).subtract(size.divide(markPrice, DIGITS))
        : size.multiply(markPrice.subtract(entryPrice));
  }

  /** The contract without its margin requirement. */
  Instrument.Builder toInstrument(JsonValue at) {
    Instrument.Builder instrument = Instrument.newBuilder()
        .setInstrumentId(instrumentId)
        .setKind(expiry.isPresent() ? Instrument.Kind.FUTURE : Instrument.Kind.PERPETUAL)
        .setPayoff(payoff)
        .setRoot(root)
        .setSettlementAsset(settlementAsset)
        .setMultiplier(ExactNumber.wire(multiplier, at));
    expiry.ifPresent(millis -> instrument.setExpiry(Timestamps.fromMillis(millis)));
    return instrument;
  }

  private static OkxInstrument of(JsonValue row) {
    JsonValue type = row.field("instType");
    Optional<Long> expiry = switch (type.text()) {
      case "SWAP" -> Optional.empty();
      case "FUTURES" -> Optional.of(row.field("expTime").milliseconds());
      default ->
        throw type.problem("must be SWAP or FUTURES, is " + type.describe()
            + ": spot margin and options are not imported");
    };
    JsonValue contractType = row.field("ctType");
    Instrument.Payoff payoff = switch (contractType.text()) {
      case "linear" -> Instrument.Payoff.LINEAR;
      case "inverse" -> Instrument.Payoff.INVERSE;
      default ->
        throw contractType.problem("must be linear or inverse, is " + contractType.describe());
    };
    String family = row.field("instFamily").text();
    String root = family.substring(0, Math.max(0, family.indexOf('-')));
    JsonValue unit = row.field("ctValCcy");
    if (payoff == Instrument.Payoff.LINEAR && !unit.text().equals(root)) {
      throw unit.problem("is " + unit.describe() + " where " + root + " is expected");
    }
    return new OkxInstrument(
        row.field("instId").text(),
        family,
        root,
        row.field("settleCcy").text(),
        payoff,
        row.field("ctVal").positive().multiply(row.field("ctMult").positive()),
        expiry);
  }
}
