package io.crossguard.client.exchange;

import com.google.protobuf.util.Timestamps;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.Requirement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A contract of Binance, as its symbol says: {@code BTCUSDT} and {@code BTCUSDT_250328} are worth
 * one coin and settle in the asset that they are quoted in; {@code BTCUSD_PERP} and {@code
 * BTCUSD_250328} are worth 100 USD (of other coins 10 USD) and settle in the coin. Dated ones
 * settle at 08:00 UTC.
 *
 * @param symbol name at the venue
 * @param root coin that it follows, with the multiple that the venue puts in front: 1000PEPE
 * @param settlementAsset asset of profit, loss and margin
 * @param payoff linear or inverse
 * @param multiplier size of one contract, as its payoff counts it
 * @param expiry day of its settlement; empty for a perpetual
 */
record BinanceContract(
    String symbol,
    String root,
    String settlementAsset,
    Instrument.Payoff payoff,
    String multiplier,
    Optional<LocalDate> expiry) {

  private static final Pattern LINEAR =
      Pattern.compile("([^/:]+?)(USDT|USDC|BUSD|FDUSD|USD1|BTC)(?:_(\\d{6}))?");
  private static final Pattern INVERSE = Pattern.compile("([^/:]+)USD_(?:PERP|(\\d{6}))");
  private static final LocalTime SETTLEMENT = LocalTime.of(8, 0);

  /** A contract of USDⓈ-M futures. */
  static BinanceContract linear(JsonValue symbol) {
    Matcher parts = LINEAR.matcher(symbol.text());
    if (!parts.matches()) {
      throw symbol.problem(symbol.describe() + " is no symbol of USD-M futures");
    }
    return new BinanceContract(
        symbol.text(),
        parts.group(1),
        parts.group(2),
        Instrument.Payoff.LINEAR,
        "1",
        day(Optional.ofNullable(parts.group(3)), symbol));
  }

  /** A contract of COIN-M futures. */
  static BinanceContract inverse(JsonValue symbol) {
    Matcher parts = INVERSE.matcher(symbol.text());
    if (!parts.matches()) {
      throw symbol.problem(symbol.describe() + " is no symbol of COIN-M futures");
    }
    String coin = parts.group(1);
    return new BinanceContract(
        symbol.text(),
        coin,
        coin,
        Instrument.Payoff.INVERSE,
        coin.equals("BTC") ? "100" : "10",
        day(Optional.ofNullable(parts.group(2)), symbol));
  }

  boolean isInverse() {
    return payoff == Instrument.Payoff.INVERSE;
  }

  /** The contract with its tiers. */
  Instrument toInstrument(List<MarginTier> tiers) {
    Instrument.Builder instrument = Instrument.newBuilder()
        .setInstrumentId(symbol)
        .setKind(expiry.isPresent() ? Instrument.Kind.FUTURE : Instrument.Kind.PERPETUAL)
        .setPayoff(payoff)
        .setRoot(root)
        .setSettlementAsset(settlementAsset)
        .setMultiplier(multiplier)
        .setRequirement(Requirement.newBuilder()
            .setMarginalTiers(MarginalTiers.newBuilder().addAllTiers(tiers)));
    expiry.ifPresent(day -> instrument.setExpiry(
        Timestamps.fromSeconds(day.atTime(SETTLEMENT).toEpochSecond(ZoneOffset.UTC))));
    return instrument.build();
  }

  private static Optional<LocalDate> day(Optional<String> digits, JsonValue symbol) {
    try {
      return digits.map(day -> LocalDate.parse(day, DeliveryDay.DIGITS));
    } catch (DateTimeException e) {
      throw symbol.problem(symbol.describe() + " ends with no date");
    }
  }
}
