package io.crossguard.server.measurement;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.Position;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.Scenario;
import io.crossguard.v1.StressMarginRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The requests that are measured. */
final class Books {
  private static final Path EXAMPLES = Path.of("..", "margin-client", "examples");
  private static final String[] INSTRUMENTS = {"BTCUSDT", "ETHUSDT", "SOLUSDT"};

  private Books() {}

  /** An account with so many positions in three coins, by published tiers. */
  static EvaluateMarginRequest.Builder account(int positions) {
    EvaluateMarginRequest.Builder request = EvaluateMarginRequest.newBuilder();
    merge("binance-usdm-account.json", request);
    request.getAccountBuilder().clearPositions().getBalancesBuilder(0).setQuantity("100000000");
    for (int i = 0; i < positions; i++) {
      request
          .getAccountBuilder()
          .addPositions(Position.newBuilder()
              .setPositionId("p" + i)
              .setInstrumentId(INSTRUMENTS[i % INSTRUMENTS.length])
              .setQuantity(i % 2 == 0 ? "1.5" : "-0.25")
              .setEntryPrice("2000")
              .setLeverage("10")
              .setCross(Position.Cross.getDefaultInstance()));
    }
    return request;
  }

  /** The same with each instrument on one side only, as most accounts are. */
  static EvaluateMarginRequest.Builder ordinary(int positions) {
    EvaluateMarginRequest.Builder request = account(positions);
    for (Position.Builder position : request.getAccountBuilder().getPositionsBuilderList()) {
      boolean isShort = position.getInstrumentId().equals(INSTRUMENTS[1]);
      position.setQuantity(isShort ? "-0.25" : "1.5");
    }
    return request;
  }

  static StressMarginRequest stress(int positions, int scenarios) {
    EvaluateMarginRequest.Builder account = account(positions);
    StressMarginRequest.Builder request = StressMarginRequest.newBuilder()
        .setAccount(account.getAccount())
        .setMarket(account.getMarket())
        .setRuleSetId(account.getRuleSetId());
    for (int i = 0; i < scenarios; i++) {
      request.addScenarios(Scenario.newBuilder()
          .setScenarioId("s" + i)
          .addRootFactors(
              Scenario.RootFactor.newBuilder().setRoot("BTC").setFactor("0." + (50_000 + i))));
    }
    return request.build();
  }

  static BatchEvaluateMarginRequest batch(int accounts, int positions) {
    return batch(account(positions).build(), accounts);
  }

  /** So many times the same account. */
  static BatchEvaluateMarginRequest batch(EvaluateMarginRequest account, int accounts) {
    BatchEvaluateMarginRequest.Builder request = BatchEvaluateMarginRequest.newBuilder()
        .setMarket(account.getMarket())
        .setRuleSetId(account.getRuleSetId())
        .setView(account.getView());
    for (int i = 0; i < accounts; i++) {
      request.addAccounts(account.getAccount());
    }
    return request.build();
  }

  /** The book of the example, with each position cut into equal parts. */
  static RecommendMarginModesRequest advice(int parts) {
    RecommendMarginModesRequest.Builder request = RecommendMarginModesRequest.newBuilder();
    merge("basis-book-and-a-bet.json", request);
    var whole = request.getAccount();
    request.getAccountBuilder().clearPositions();
    for (Position position : whole.getPositionsList()) {
      int cut = position.hasCross() ? parts : 1;
      for (int i = 0; i < cut; i++) {
        request
            .getAccountBuilder()
            .addPositions(position.toBuilder()
                .setPositionId(
                    cut == 1 ? position.getPositionId() : position.getPositionId() + "-" + i));
      }
    }
    return request.build();
  }

  private static void merge(String example, com.google.protobuf.Message.Builder request) {
    try {
      JsonFormat.parser().merge(Files.readString(EXAMPLES.resolve(example)), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
