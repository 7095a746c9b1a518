package io.crossguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.junit.CrossguardExtension;
import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarginScope;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of a bot: is what it wants to hold safe by the rules of its venue? */
@ExtendWith(CrossguardExtension.class)
class HedgedBookExampleTest {

  @Test
  void hedgeInBitcoinFutures_hasNoLiquidationPrice(MarginClient client) {
    EvaluateMarginRequest request = EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("my-bot")
            .addBalances(Balance.newBuilder().setAsset("BTC").setQuantity("10"))
            .addPositions(Position.newBuilder()
                .setPositionId("hedge")
                .setInstrumentId("BTCUSD-PERP")
                .setQuantity("-6000")
                .setEntryPrice("60000")
                .setCross(Position.Cross.getDefaultInstance())))
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("BTCUSD-PERP").setPrice("60000"))
            .addIndexPrices(IndexPrice.newBuilder().setAsset("BTC").setPrice("60000")))
        .setRuleSetId("example-coin-margined")
        .build();

    EvaluateMarginResponse margin = client.evaluateMargin(request);

    assertThat(margin.getStatus()).isEqualTo(MarginScope.Status.HEALTHY);
    assertThat(margin.getPositions(0).getLiquidationPrice().hasNone()).isTrue();
  }
}
