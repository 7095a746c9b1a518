package io.crossguard.server.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.grpc.Channel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;

/**
 * A few calls to a server that has just started, which load what a first call needs. Whoever records
 * the classes of a start, for an archive of the JVM, so records those of calls too.
 */
public final class Rehearsal {
  private static final String ACCOUNT = """
      {
        "account": {
          "accountId": "rehearsal",
          "balances": [{"asset": "USDT", "quantity": "100000"}],
          "positions": [
            {"positionId": "long", "instrumentId": "BTCUSDT", "quantity": "1",
             "entryPrice": "60000", "cross": {}},
            {"positionId": "short", "instrumentId": "ETHUSDT", "quantity": "-10",
             "entryPrice": "2500", "isolated": {"margin": "5000"}}
          ]
        },
        "market": {
          "markPrices": [
            {"instrumentId": "BTCUSDT", "price": "61000"},
            {"instrumentId": "ETHUSDT", "price": "2400"}
          ],
          "indexPrices": [{"asset": "USDT", "price": "1"}]
        },
        "ruleSetId": "binance-usdm-2024-10"
      }
      """;

  private Rehearsal() {}

  /** Calls each service once; a call that fails ends it with gRPC's exception. */
  public static void over(Channel channel) {
    EvaluateMarginRequest.Builder evaluation = EvaluateMarginRequest.newBuilder();
    ClassifyPositionsRequest.Builder classification = ClassifyPositionsRequest.newBuilder();
    try {
      JsonFormat.parser().merge(ACCOUNT, evaluation);
      JsonFormat.parser().merge(ACCOUNT, classification);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    MarginServiceGrpc.newBlockingStub(channel).evaluateMargin(evaluation.build());
    AdvisorServiceGrpc.newBlockingStub(channel).classifyPositions(classification.build());
    RuleSetServiceGrpc.newBlockingStub(channel)
        .listRuleSets(ListRuleSetsRequest.getDefaultInstance());
  }
}
