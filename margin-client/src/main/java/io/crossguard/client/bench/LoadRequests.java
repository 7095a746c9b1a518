package io.crossguard.client.bench;

import com.google.protobuf.UnknownFieldSet;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.DailyVolatility;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RiskInputs;
import io.grpc.health.v1.HealthCheckRequest;
import java.util.List;

/**
 * The requests of a load: an account with so many positions in six coins, long and short, one in
 * five of them isolated, under shipped rules that are named.
 */
final class LoadRequests {

  /** The most positions of an account that the service accepts. */
  static final int POSITIONS_MAX = 1_000;

  private static final int PAYLOAD_NUMBER = 15;
  private static final String RULE_SET = "binance-usdm-2026-09";
  private static final List<Coin> COINS = List.of(
      new Coin("BTC", "60000", "0.2", "0.03"),
      new Coin("ETH", "2500", "4", "0.04"),
      new Coin("SOL", "150", "60", "0.05"),
      new Coin("XRP", "0.5", "20000", "0.05"),
      new Coin("DOGE", "0.1", "100000", "0.06"),
      new Coin("BNB", "600", "15", "0.04"));
  private static final int ISOLATED_ONE_IN = 5;
  private static final long BALANCE_PER_POSITION = 5_000;

  private record Coin(String name, String price, String quantity, String volatility) {
    String instrumentId() {
      return name + "USDT";
    }
  }

  private final EvaluateMarginRequest evaluation;
  private final RecommendMarginModesRequest advice;

  /**
   * @param positions how many the account has; from 1 to {@link #POSITIONS_MAX}
   */
  LoadRequests(int positions) {
    if (positions < 1 || positions > POSITIONS_MAX) {
      throw new IllegalArgumentException(
          "the number of positions must be from 1 to " + POSITIONS_MAX);
    }
    Account account = account(positions);
    this.evaluation = EvaluateMarginRequest.newBuilder()
        .setAccount(account)
        .setMarket(market())
        .setRuleSetId(RULE_SET)
        .build();
    this.advice = RecommendMarginModesRequest.newBuilder()
        .setAccount(account)
        .setMarket(market())
        .setRuleSetId(RULE_SET)
        .setRiskInputs(riskInputs())
        .build();
  }

  EvaluateMarginRequest evaluation() {
    return evaluation;
  }

  RecommendMarginModesRequest advice() {
    return advice;
  }

  /**
   * A health check with the bytes of the evaluation as a field that it does not know. They are written
   * anew for each call, as those of an evaluation are.
   */
  HealthCheckRequest acknowledgement() {
    return HealthCheckRequest.newBuilder()
        .setUnknownFields(UnknownFieldSet.newBuilder()
            .addField(
                PAYLOAD_NUMBER,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(evaluation.toByteString())
                    .build())
            .build())
        .build();
  }

  private static Account account(int positions) {
    Account.Builder account = Account.newBuilder().setAccountId("load");
    account.addBalances(Balance.newBuilder()
        .setAsset("USDT")
        .setQuantity(Long.toString(BALANCE_PER_POSITION * positions)));
    for (int i = 0; i < positions; i++) {
      account.addPositions(position(i));
    }
    return account.build();
  }

  private static Position position(int i) {
    Coin coin = COINS.get(i % COINS.size());
    Position.Builder position = Position.newBuilder()
        .setPositionId("p" + i)
        .setInstrumentId(coin.instrumentId())
        .setQuantity((i % 2 == 0 ? "" : "-") + coin.quantity())
        .setEntryPrice(coin.price())
        .setLeverage("10");
    return i % ISOLATED_ONE_IN == ISOLATED_ONE_IN - 1
        ? position.setIsolated(Position.Isolated.newBuilder().setMargin("2000")).build()
        : position.setCross(Position.Cross.getDefaultInstance()).build();
  }

  private static Market market() {
    Market.Builder market = Market.newBuilder();
    COINS.forEach(coin -> market.addMarkPrices(
        MarkPrice.newBuilder().setInstrumentId(coin.instrumentId()).setPrice(coin.price())));
    return market
        .addIndexPrices(IndexPrice.newBuilder().setAsset("USDT").setPrice("1"))
        .build();
  }

  private static RiskInputs riskInputs() {
    RiskInputs.Builder inputs = RiskInputs.newBuilder();
    COINS.forEach(coin -> inputs.addDailyVolatilities(
        DailyVolatility.newBuilder().setRoot(coin.name()).setVolatility(coin.volatility())));
    return inputs.build();
  }
}
