package io.crossguard.client.exchange;

import java.util.List;

/** The formats that can be imported. */
public final class ExchangeFormats {
  private ExchangeFormats() {}

  /** All of them, in the order that they are listed in. */
  public static List<ExchangeFormat> all() {
    return List.of(
        new Ccxt(),
        new BinanceUsdm(),
        new BinanceCoinm(),
        new Bybit(),
        new Okx(),
        new Hyperliquid());
  }
}
