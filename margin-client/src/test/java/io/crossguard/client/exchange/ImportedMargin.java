package io.crossguard.client.exchange;

import io.crossguard.client.MarginClient;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.PositionMargin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The margin of an imported account, by the service that runs inside the test. */
record ImportedMargin(EvaluateMarginResponse response) {
  static final Path RECORDED = Path.of("src", "test", "resources", "exchange");
  static final Path EXAMPLES = Path.of("examples");

  static ImportedMargin of(ImportedAccount account) {
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(crossguard.channel(), Duration.ofSeconds(20))) {
      return new ImportedMargin(client.evaluateMargin(account.evaluation()));
    }
  }

  BigDecimal maintenanceMargin(String positionId) {
    return new BigDecimal(position(positionId).getMaintenanceMargin());
  }

  BigDecimal unrealizedPnl(String positionId) {
    return new BigDecimal(position(positionId).getUnrealizedPnl());
  }

  BigDecimal notional(String positionId) {
    return new BigDecimal(position(positionId).getNotional());
  }

  BigDecimal initialMargin(String positionId) {
    return new BigDecimal(position(positionId).getInitialMargin());
  }

  BigDecimal liquidationPrice(String positionId) {
    return new BigDecimal(position(positionId).getLiquidationPrice().getPrice());
  }

  boolean hasNoLiquidationPrice(String positionId) {
    return position(positionId).getLiquidationPrice().hasNone();
  }

  MarginScope scope(String scopeId) {
    return response.getScopesList().stream()
        .filter(scope -> scope.getScopeId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }

  private PositionMargin position(String positionId) {
    return response.getPositionsList().stream()
        .filter(position -> position.getPositionId().equals(positionId))
        .findFirst()
        .orElseThrow();
  }

  /** The text of a file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
