package io.crossguard.client.exchange;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The formats that can be imported.
 *
 * <pre>{@code
 * ExchangeFormat format = ExchangeFormats.named("binance-usdm");
 * ImportedAccount account = format.read(
 *     Responses.of(format).addAll("responses.json", responses).build(),
 *     ImportOptions.named("my-bot"));
 * EvaluateMarginResponse margin = client.evaluateMargin(account.evaluation());
 * }</pre>
 */
public final class ExchangeFormats {
  private ExchangeFormats() {}

  /**
   * The format of that name, such as {@code binance-usdm}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ExchangeFormat named(String name) {
    return all().stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no format is called " + name + "; there are "
                + all().stream().map(ExchangeFormat::name).collect(Collectors.joining(", "))));
  }

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
