package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossguard.advisor.backtest.PriceHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Price files that can be used, and those that can't, each with its sentence. */
class PriceDirectoryTest {
  private static final String HEADER = "ts,open,high,low,close\n";
  private static final String FIRST = "3600,10,12,9,11\n";
  private static final String GOOD = HEADER + FIRST + "7200,11,11,11,11\n";

  @TempDir
  private Path folder;

  @Test
  void read_goodFiles_findsTheCoins() throws IOException {
    history(GOOD);
    Files.writeString(folder.resolve("funding_ETHUSDT.csv"), "anything");

    PriceHistory history = PriceDirectory.read(folder);

    assertThat(history.perpetuals()).containsOnlyKeys("BTC", "ETH");
    assertThat(history.bets()).containsExactly("ETH");
  }

  @Test
  void read_missingHours_isAGapAndNoError() throws IOException {
    history(GOOD + "18000,11,11,11,11\n");

    assertThat(PriceDirectory.read(folder).perpetuals().get("ETH"))
        .isNotNull()
        .satisfies(series -> {
          assertThat(series.gaps()).isEqualTo(1);
          assertThat(series.last().getEpochSecond()).isEqualTo(18000);
        });
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', textBlock = """
          3600,11,11,11,11        | ts must not repeat that of the line before
          0,11,11,11,11           | ts must be later than that of the line before
          7201,11,11,11,11        | time must be a full hour
          noon,11,11,11,11        | ts must be a number of Unix seconds: 'noon'
          7200,11,11,11           | must have 5 columns, not 4
          7200,11,11,11,11,5      | must have 5 columns, not 6
          ''                      | must have 5 columns, not 1
          7200,0,11,11,11         | open must be positive
          7200,11,11,-1,11        | low must be positive
          7200,11,10,12,11        | high must not be below low
          7200,12,11,10,11        | high must not be below open or close
          7200,10,12,11,11        | low must not be above open or close
          7200,11,11,11,NaN       | close must be a plain decimal: an optional minus, 1 to 18 digits, \
          then optionally a point and 1 to 18 digits
          """)
  void read_badLine_isNamedWithItsFileAndNumber(String line, String rule) throws IOException {
    history(HEADER + FIRST + line + "\n");

    assertRefused(folder.resolve("perp_ETHUSDT_1h.csv") + ": line 3: " + rule);
  }

  @Test
  void read_otherColumns_isRefused() throws IOException {
    history("time,open,high,low,close\n" + FIRST);

    assertRefused(
        folder.resolve("perp_ETHUSDT_1h.csv") + ": line 1: must be ts,open,high,low,close");
  }

  @Test
  void read_noPrices_isRefused() throws IOException {
    history(HEADER);

    assertRefused(folder.resolve("perp_ETHUSDT_1h.csv") + ": has no prices");
  }

  @Test
  void read_withoutSpot_isRefused() throws IOException {
    history(GOOD);
    Files.delete(folder.resolve("spot_BTCUSDT_1h.csv"));

    assertRefused(folder + ": there must be spot prices of BTC");
  }

  @Test
  void read_bitcoinAlone_isRefused() throws IOException {
    history(GOOD);
    Files.delete(folder.resolve("perp_ETHUSDT_1h.csv"));

    assertRefused(folder + ": there must be a perpetual of a coin beside BTC");
  }

  @Test
  void backtest_badFile_isStatus2AndOneSentence() throws IOException {
    history(HEADER + FIRST + FIRST);

    CommandRun run = CommandRun.of("backtest", "--prices", folder.toString());

    assertThat(run.err())
        .contains("perp_ETHUSDT_1h.csv: line 3: ts must not repeat that of the line before");
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void backtest_noDirectory_isNamed() {
    CommandRun run = CommandRun.of("backtest", "--prices", "nowhere");

    assertThat(run.err()).contains("nowhere: no such directory");
    assertThat(run.status()).isEqualTo(2);
  }

  /** Good prices of bitcoin, and these of ether. */
  private void history(String ether) throws IOException {
    Files.writeString(folder.resolve("perp_BTCUSDT_1h.csv"), GOOD);
    Files.writeString(folder.resolve("spot_BTCUSDT_1h.csv"), GOOD);
    Files.writeString(folder.resolve("perp_ETHUSDT_1h.csv"), ether);
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> PriceDirectory.read(folder))
        .withMessage(message);
  }
}
