package io.crossguard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.rules.BadRuleSetFileException;
import io.crossguard.v1.Account;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.ListRuleSetsResponse.Summary;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.RuleSetServiceGrpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue that no code knows: a file in a directory, and a server that starts with it. */
class RulesDirectoryInProcessTest {
  private static final String NEW_VENUE = """
      {
        "ruleSetId": "new-venue",
        "version": "1",
        "source": "A venue that no code knows.",
        "asOf": "2026-11-01",
        "collateralMode": "SINGLE_ASSET",
        "quoteCurrency": "USDC",
        "liquidatesAtTrigger": true,
        "assets": [{"asset": "USDC", "root": "USDC"}],
        "instruments": [
          {
            "instrumentId": "BTC-USDC",
            "kind": "PERPETUAL",
            "payoff": "LINEAR",
            "root": "BTC",
            "settlementAsset": "USDC",
            "multiplier": "0.001",
            "exampleFigures": "tiers from 50,000",
            "requirement": {"marginalTiers": {"tiers": [
              {"notionalFloor": "0", "maintenanceRate": "0.01", "maxLeverage": "50"},
              {"notionalFloor": "50000", "maintenanceRate": "0.02", "maxLeverage": "25"}
            ]}},
            "terms": {"closingFee": {"rate": "0.0005", "joinsMaintenance": true}}
          }
        ]
      }
      """;

  @TempDir
  private Path directory;

  private Path file;

  @BeforeEach
  void writeTheVenue() throws IOException {
    file = write("new-venue.json", NEW_VENUE);
  }

  @Test
  void evaluateMargin_ofAVenueInAFile_needsNoCode() {
    try (EmbeddedCrossguard crossguard = start()) {
      EvaluateMarginResponse response =
          MarginServiceGrpc.newBlockingStub(crossguard.channel()).evaluateMargin(request());

      assertThat(response.getRuleSet().getRuleSetId()).isEqualTo("new-venue");
      assertThat(response.getRuleSet().getExampleFigures(0).getInstrumentId())
          .isEqualTo("BTC-USDC");
      assertThat(response.getStatus()).isEqualTo(MarginScope.Status.HEALTHY);
      // 100,000 × 2 % − 50,000 × 1 %, and the fee 100,000 × 0.05 %
      assertThat(response.getTotals().getMaintenanceMargin()).isEqualTo("1550");
    }
  }

  @Test
  void listRuleSets_withADirectory_hasTheShippedOnesToo() throws IOException {
    write("notes.txt", "no rule set");
    Files.createDirectory(directory.resolve("old.json"));

    try (EmbeddedCrossguard crossguard = start()) {
      assertThat(RuleSetServiceGrpc.newBlockingStub(crossguard.channel())
              .listRuleSets(ListRuleSetsRequest.getDefaultInstance())
              .getRuleSetsList())
          .extracting(Summary::getRuleSetId)
          .contains("new-venue", "binance-usdm-2026-09")
          .doesNotContain("old")
          .isSorted();
    }
  }

  @Test
  void start_fileWithABrokenRule_namesFilePathAndRule() throws IOException {
    write("new-venue.json", NEW_VENUE.replace("\"0.001\"", "\"0\""));

    assertThatStartFailsWith(file + ": instruments[0].multiplier must be positive");
  }

  @Test
  void start_fileWhoseTiersJump_namesFileAndPath() throws IOException {
    write(
        "new-venue.json",
        NEW_VENUE.replace(
            "\"maintenanceRate\": \"0.02\"",
            "\"maintenanceRate\": \"0.02\", \"maintenanceDeduction\": \"499\""));

    assertThatStartFailsWith(file + ": instruments[0].requirement");
  }

  @Test
  void start_fileWithAnUnknownField_namesFileAndField() throws IOException {
    write("new-venue.json", NEW_VENUE.replace("quoteCurrency", "quoteCurency"));

    assertThatStartFailsWith(file + ": not the JSON form of a rule set");
  }

  @Test
  void start_fileThatIsNoText_namesFile() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatStartFailsWith(file + ": can't be read as text in UTF-8");
  }

  @Test
  void start_nameOfAShippedRuleSet_isRefused() throws IOException {
    write("new-venue.json", NEW_VENUE.replace("new-venue", "drift-v2"));

    assertThatStartFailsWith(file + ": ruleSetId must not be 'drift-v2', which drift-v2.json has");
  }

  @Test
  void start_twoFilesOfOneName_isRefused() throws IOException {
    Path copy = write("z-copy.json", NEW_VENUE);

    assertThatStartFailsWith(copy + ": ruleSetId must not be 'new-venue', which " + file + " has");
  }

  @Test
  void start_directoryThatIsNotThere_isNamed() {
    Path missing = directory.resolve("missing");

    assertThatThrownBy(() -> start(missing))
        .isInstanceOf(BadRuleSetFileException.class)
        .hasMessage(missing + ": can't be read as a directory");
  }

  private void assertThatStartFailsWith(String message) {
    assertThatThrownBy(this::start)
        .isInstanceOf(BadRuleSetFileException.class)
        .hasMessageStartingWith(message);
  }

  private EmbeddedCrossguard start() {
    return start(directory);
  }

  private static EmbeddedCrossguard start(Path directory) {
    return EmbeddedCrossguard.startInProcess(ServerConfig.DEFAULT.withRulesDirectory(directory));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static EvaluateMarginRequest request() {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("holder")
            .addBalances(Requests.balance("USDC", "1000000"))
            .addPositions(Requests.position("long", "BTC-USDC", "1000").setEntryPrice("100000")))
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("BTC-USDC").setPrice("100000"))
            .addIndexPrices(IndexPrice.newBuilder().setAsset("USDC").setPrice("1")))
        .setRuleSetId("new-venue")
        .build();
  }
}
