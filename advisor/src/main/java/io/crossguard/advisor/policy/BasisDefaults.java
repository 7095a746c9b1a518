package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Set;

/**
 * What to keep for a moving basis where the caller doesn't say, as a share of the matched notional.
 *
 * <p>State of 2026-03, a policy of this project: 3 % for BTC and ETH, whose perpetual was at most
 * 2.6 % from its spot at the end of an hour from 2020 to 2026; 10 % for large coins that are traded
 * spot on many venues and that no single holder can bring down; 25 % for all others. SOL is one of
 * these: its perpetual was 24 % under its spot on 2022-11-09.
 */
public final class BasisDefaults {
  private static final Set<String> LARGEST = Set.of("BTC", "ETH");
  private static final Set<String> LARGE =
      Set.of("XRP", "DOGE", "ADA", "LTC", "BCH", "ETC", "LINK", "DOT", "XLM", "XMR");

  private static final Rate OF_LARGEST = rate("0.03");
  private static final Rate OF_LARGE = rate("0.10");
  private static final Rate OF_OTHERS = rate("0.25");

  private BasisDefaults() {}

  /** The reserve of a root. */
  public static Rate reserve(String root) {
    if (LARGEST.contains(root)) {
      return OF_LARGEST;
    }
    return LARGE.contains(root) ? OF_LARGE : OF_OTHERS;
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
