package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours of the style sheet by the contrast of WCAG 2: 4.5 for text, 3 for drawings (level AA). */
class ContrastTest {
  private static final String SHEET =
      ReportPage.of(ReportPage.example()).elements("style").get(0).getTextContent();
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

  @ParameterizedTest
  @CsvSource({
    "text,page,4.5",
    "text,panel,4.5",
    "muted,page,4.5",
    "muted,panel,4.5",
    "today,page,4.5",
    "after,page,4.5",
    "on-healthy,healthy,4.5",
    "on-warning,warning,4.5",
    "on-liquidatable,liquidatable,4.5",
    "on-bankrupt,bankrupt,4.5",
    "on-bar,long,4.5",
    "on-bar,short,4.5",
    "axis,page,3",
    "net,page,3",
    "bar-healthy,panel,3",
    "bar-warning,panel,3",
    "bar-liquidatable,panel,3",
    "bar-bankrupt,panel,3",
  })
  void colours_areFarEnoughApart_inBothModes(String front, String back, double least) {
    int dark = SHEET.indexOf("prefers-color-scheme: dark");
    for (String mode : new String[] {SHEET.substring(0, dark), SHEET.substring(dark)}) {
      assertThat(contrast(colour(mode, front), colour(mode, back))).isGreaterThanOrEqualTo(least);
    }
  }

  private static int colour(String mode, String name) {
    Map<String, Integer> colours = new HashMap<>();
    Matcher matcher = COLOUR.matcher(mode);
    while (matcher.find()) {
      colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return Optional.ofNullable(colours.get(name)).orElseThrow();
  }

  private static double contrast(int one, int other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 0xff)
        + 0.7152 * linear(colour >> 8 & 0xff)
        + 0.0722 * linear(colour & 0xff);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
