package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which assets are pegged to what, and what a broken peg may cost where the caller doesn't say.
 *
 * <p>State of 2026-03. The stresses are a policy of this project: 5 % for dollars with reserves,
 * 35 % for synthetic dollars (USDe traded at 0.65 on one venue on 2025-10-10), 7 % for staked coins
 * and 3 % for wrapped ones. What fell further, fell on one venue alone.
 */
public final class PegDefaults {
  private static final Rate RESERVED_DOLLAR = rate("0.05");
  private static final Rate SYNTHETIC_DOLLAR = rate("0.35");
  private static final Rate STAKED_COIN = rate("0.07");
  private static final Rate WRAPPED_COIN = rate("0.03");

  private static final Map<String, Rate> STABLECOINS = Map.ofEntries(
      Map.entry("USD", Rate.ZERO),
      Map.entry("USDT", RESERVED_DOLLAR),
      Map.entry("USDC", RESERVED_DOLLAR),
      Map.entry("DAI", RESERVED_DOLLAR),
      Map.entry("FDUSD", RESERVED_DOLLAR),
      Map.entry("TUSD", RESERVED_DOLLAR),
      Map.entry("BUSD", RESERVED_DOLLAR),
      Map.entry("USDP", RESERVED_DOLLAR),
      Map.entry("PYUSD", RESERVED_DOLLAR),
      Map.entry("GUSD", RESERVED_DOLLAR),
      Map.entry("RLUSD", RESERVED_DOLLAR),
      Map.entry("USDS", RESERVED_DOLLAR),
      Map.entry("USD1", RESERVED_DOLLAR),
      Map.entry("USDE", SYNTHETIC_DOLLAR),
      Map.entry("SUSDE", SYNTHETIC_DOLLAR));

  private static final Set<String> WRAPPED =
      Set.of("WBTC", "CBBTC", "BTCB", "TBTC", "WETH", "WSOL", "WBNB");

  // Staked coins are what is left, so they need no list.
  private static final Map<String, Rate> STRESSES = stresses();

  private PegDefaults() {}

  private static Map<String, Rate> stresses() {
    Map<String, Rate> stresses = new HashMap<>(STABLECOINS);
    WRAPPED.forEach(asset -> stresses.put(asset, WRAPPED_COIN));
    return Map.copyOf(stresses);
  }

  /** Whether an asset is pegged to a dollar, so that it carries the price risk of no coin. */
  public static boolean isStablecoin(String asset) {
    return STABLECOINS.containsKey(asset);
  }

  /** The loss to reckon with; that of a staked coin where the asset is not known. */
  public static Rate stress(String asset) {
    return STRESSES.getOrDefault(asset, STAKED_COIN);
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
