package io.crossguard.client.report;

import io.crossguard.v1.MarginScope;
import java.util.Locale;

/** How a verdict is shown: a word, a sign and a class of the style sheet; never by colour alone. */
enum Verdict {
  HEALTHY("Healthy", "✓"),
  WARNING("Warning", "▲"),
  LIQUIDATABLE("Liquidatable", "✕"),
  BANKRUPT("Bankrupt", "■");

  private final String word;
  private final String sign;

  Verdict(String word, String sign) {
    this.word = word;
    this.sign = sign;
  }

  /**
   * @throws IllegalArgumentException if the status is none that a service answers
   */
  static Verdict of(MarginScope.Status status) {
    return valueOf(status.name());
  }

  String word() {
    return word;
  }

  String sign() {
    return sign;
  }

  String style() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict as a label. */
  Element badge() {
    return Element.of("span")
        .set("class", "badge " + style())
        .add(Element.of("span", sign).set("aria-hidden", "true"))
        .text(" " + word);
  }
}
