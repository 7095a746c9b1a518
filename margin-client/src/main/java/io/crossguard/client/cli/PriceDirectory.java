package io.crossguard.client.cli;

import io.crossguard.advisor.backtest.Bar;
import io.crossguard.advisor.backtest.PriceHistory;
import io.crossguard.advisor.backtest.PriceSeries;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory of hourly prices: files {@code perp_<COIN>USDT_1h.csv} and {@code
 * spot_<COIN>USDT_1h.csv} with the columns {@code ts,open,high,low,close}; {@code ts} is the start of
 * the hour in Unix seconds. Other files are left alone. Hours may be missing; anything else that
 * isn't right is refused with its file and line.
 */
final class PriceDirectory {
  private static final Pattern PERPETUAL = Pattern.compile("perp_([A-Z0-9]+)USDT_1h\\.csv");
  private static final Pattern SPOT = Pattern.compile("spot_([A-Z0-9]+)USDT_1h\\.csv");
  private static final String HEADER = "ts,open,high,low,close";
  private static final List<String> COLUMNS = List.of(HEADER.split(","));

  private PriceDirectory() {}

  /**
   * @throws BadInputException naming the directory, or the file and the line, and what is wrong there
   */
  static PriceHistory read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new BadInputException(directory + ": no such directory");
    }
    Map<String, PriceSeries> perpetuals = new TreeMap<>();
    Map<String, PriceSeries> spots = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        coin(PERPETUAL, file).ifPresent(coin -> perpetuals.put(coin, series(file)));
        // The book is bitcoin: spot prices of other coins are not asked for.
        coin(SPOT, file)
            .filter(PriceHistory.BOOK_COIN::equals)
            .ifPresent(coin -> spots.put(coin, series(file)));
      }
    } catch (IOException e) {
      throw new BadInputException(directory + ": can't be read: " + e.getMessage());
    }
    try {
      return PriceHistory.of(perpetuals, spots);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(directory + ": " + e.getMessage());
    }
  }

  private static Optional<String> coin(Pattern pattern, Path file) {
    Matcher matcher = pattern.matcher(String.valueOf(file.getFileName()));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static PriceSeries series(Path file) {
    List<Bar> bars = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > 1) {
          bars.add(laterBar(line, bars));
        } else if (!line.equals(HEADER)) {
          throw new IllegalArgumentException("must be " + HEADER);
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadInputException(file + ": is not text in UTF-8");
    } catch (IOException e) {
      throw new BadInputException(file + ": can't be read: " + e.getMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BadInputException(file + ": line " + number + ": " + e.getMessage());
    }
    if (bars.isEmpty()) {
      throw new BadInputException(file + ": has no prices");
    }
    return new PriceSeries(bars);
  }

  private static Bar laterBar(String line, List<Bar> before) {
    Bar bar = bar(line);
    if (!before.isEmpty()) {
      Instant last = before.get(before.size() - 1).start();
      if (!bar.start().isAfter(last)) {
        throw new IllegalArgumentException(
            bar.start().equals(last)
                ? "ts must not repeat that of the line before"
                : "ts must be later than that of the line before");
      }
    }
    return bar;
  }

  private static Bar bar(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "must have " + COLUMNS.size() + " columns, not " + cells.length);
    }
    return new Bar(
        Instant.ofEpochSecond(seconds(cells[0])),
        price(cells, 1),
        price(cells, 2),
        price(cells, 3),
        price(cells, 4));
  }

  private static long seconds(String cell) {
    try {
      return Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("ts must be a number of Unix seconds: '" + cell + "'", e);
    }
  }

  private static Price price(String[] cells, int column) {
    try {
      return new Price(Decimal.parse(cells[column]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(COLUMNS.get(column) + " " + e.getMessage(), e);
    }
  }
}
