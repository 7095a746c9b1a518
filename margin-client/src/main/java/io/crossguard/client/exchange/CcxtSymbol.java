package io.crossguard.client.exchange;

import com.google.protobuf.util.Timestamps;
import io.crossguard.v1.Instrument;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ccxt's unified symbol of a contract: {@code BTC/USDT:USDT} settles in what it is quoted in, {@code
 * BTC/USD:BTC} in its own coin; a date makes it a future, {@code BTC/USDT:USDT-250328}, which settles
 * at 08:00 UTC.
 *
 * @param symbol as ccxt writes it
 * @param base coin that it follows
 * @param quote what its price is in
 * @param settle asset of profit, loss and margin
 * @param expiry day of its settlement; empty for a perpetual
 */
record CcxtSymbol(
    String symbol, String base, String quote, String settle, Optional<LocalDate> expiry) {
  private static final Pattern CONTRACT =
      Pattern.compile("([^/:]+)/([^/:]+):([^/:-]+)(?:-(\\d{6}))?");
  private static final LocalTime SETTLEMENT = LocalTime.of(8, 0);

  /**
   * @throws BadResponseException if it is no perpetual or future that settles in its base or quote
   */
  static CcxtSymbol of(JsonValue symbol) {
    Matcher parts = CONTRACT.matcher(symbol.text());
    if (!parts.matches()) {
      throw symbol.problem(symbol.describe()
          + " is no perpetual or dated future of ccxt, such as BTC/USDT:USDT; spot and options are"
          + " not imported");
    }
    CcxtSymbol contract = new CcxtSymbol(
        symbol.text(), parts.group(1), parts.group(2), parts.group(3), day(parts, symbol));
    if (!contract.isLinear() && !contract.isInverse()) {
      throw symbol.problem(
          symbol.describe() + " settles in neither its base nor its quote: not imported");
    }
    return contract;
  }

  boolean isLinear() {
    return settle.equals(quote);
  }

  boolean isInverse() {
    return settle.equals(base);
  }

  /** The contract without its margin requirement. */
  Instrument.Builder toInstrument(String instrumentId, String multiplier) {
    Instrument.Builder instrument = Instrument.newBuilder()
        .setInstrumentId(instrumentId)
        .setKind(expiry.isPresent() ? Instrument.Kind.FUTURE : Instrument.Kind.PERPETUAL)
        .setPayoff(isLinear() ? Instrument.Payoff.LINEAR : Instrument.Payoff.INVERSE)
        .setRoot(base)
        .setSettlementAsset(settle)
        .setMultiplier(multiplier);
    expiry.ifPresent(day -> instrument.setExpiry(
        Timestamps.fromSeconds(day.atTime(SETTLEMENT).toEpochSecond(ZoneOffset.UTC))));
    return instrument;
  }

  private static Optional<LocalDate> day(Matcher parts, JsonValue symbol) {
    try {
      return Optional.ofNullable(parts.group(4))
          .map(day -> LocalDate.parse(day, DeliveryDay.DIGITS));
    } catch (DateTimeException e) {
      throw symbol.problem(symbol.describe() + " ends with no date");
    }
  }
}
