package io.crossguard.client;

import io.crossguard.v1.Account;
import io.crossguard.v1.AccountDelta;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.Position;

/** An account to watch: 10 BTC that are hedged by a short of 6,000 contracts of 100 USD. */
final class MonitorRequests {
  private MonitorRequests() {}

  static Snapshot.Builder snapshot() {
    return Snapshot.newBuilder()
        .addAccounts(account("10", "-6000"))
        .setMarket(market("60000"))
        .setRuleSetId("example-coin-margined");
  }

  static Account account(String balance, String quantity) {
    return Account.newBuilder()
        .setAccountId("my-bot")
        .addBalances(balance(balance))
        .addPositions(position("hedge", quantity))
        .build();
  }

  static Balance balance(String quantity) {
    return Balance.newBuilder().setAsset("BTC").setQuantity(quantity).build();
  }

  static Position position(String positionId, String quantity) {
    return Position.newBuilder()
        .setPositionId(positionId)
        .setInstrumentId("BTCUSD-PERP")
        .setQuantity(quantity)
        .setEntryPrice("60000")
        .setCross(Position.Cross.getDefaultInstance())
        .build();
  }

  static Market market(String price) {
    return Market.newBuilder()
        .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("BTCUSD-PERP").setPrice(price))
        .addIndexPrices(IndexPrice.newBuilder().setAsset("BTC").setPrice(price))
        .build();
  }

  static MonitorUpdate tick(String price) {
    return MonitorUpdate.newBuilder().setMarket(market(price)).build();
  }

  static MonitorUpdate wallet(String balance) {
    return MonitorUpdate.newBuilder()
        .addDeltas(AccountDelta.newBuilder().setAccountId("my-bot").addBalances(balance(balance)))
        .build();
  }

  static EvaluateMarginRequest call(Account account, String price) {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(account)
        .setMarket(market(price))
        .setRuleSetId("example-coin-margined")
        .build();
  }
}
