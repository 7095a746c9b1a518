package io.crossguard.client.exchange;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** How names of dated contracts write the day on which they settle: 250328. */
final class DeliveryDay {

  /** A day that no calendar has is no day: 30 February is not the 28th. */
  static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("uuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private DeliveryDay() {}
}
