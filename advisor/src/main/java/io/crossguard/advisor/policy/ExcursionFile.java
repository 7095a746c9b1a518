package io.crossguard.advisor.policy;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The multiples that come with this module: a part of the program, read once. */
final class ExcursionFile {
  private static final String NAME = "excursion-multiples.properties";
  private static final ExcursionFile FILE = new ExcursionFile();

  private final Properties properties = new Properties();
  private final ExcursionMultiples multiples;
  private final SmallCoins smallCoins;

  private ExcursionFile() {
    try (InputStream in = ExcursionFile.class.getResourceAsStream(NAME)) {
      properties.load(Optional.ofNullable(in).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(NAME, e);
    }
    this.multiples = new ExcursionMultiples(
        text("origin") + ": " + text("coins") + ", " + text("from") + " to " + text("to"),
        decimals("probabilities").stream().map(Rate::new).toList(),
        words("horizons").stream().map(this::horizon).toList());
    this.smallCoins =
        new SmallCoins(Decimal.parse(text("smallCoinFactor")), Set.copyOf(words("largeCoins")));
  }

  static ExcursionMultiples multiples() {
    return FILE.multiples;
  }

  static SmallCoins smallCoins() {
    return FILE.smallCoins;
  }

  private ExcursionMultiples.Horizon horizon(String hours) {
    return new ExcursionMultiples.Horizon(
        Duration.ofHours(Long.parseLong(hours)),
        decimals(hours + ".long"),
        decimals(hours + ".short"));
  }

  private List<Decimal> decimals(String key) {
    return words(key).stream().map(Decimal::parse).toList();
  }

  private List<String> words(String key) {
    return Arrays.asList(text(key).split(" "));
  }

  private String text(String key) {
    return Optional.ofNullable(properties.getProperty(key)).orElseThrow();
  }
}
