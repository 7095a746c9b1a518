package io.crossguard.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.Account;
import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.Haircut;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RuleSet;

/** One request that is right, for tests to change. */
final class Requests {
  private Requests() {}

  /**
   * 20 USDC, 1 SOL that counts at 0.9, and 1 SOL short at 100 with a maintenance rate of 5 %: the
   * hedge that is delta-neutral and not margin-neutral.
   */
  static EvaluateMarginRequest.Builder hedgedSol() {
    return EvaluateMarginRequest.newBuilder()
        .setAccount(Account.newBuilder()
            .setAccountId("hedged")
            .addBalances(balance("USDC", "20"))
            .addBalances(balance("SOL", "1"))
            .addPositions(position("short", "SOL-PERP", "-1")))
        .setMarket(Market.newBuilder()
            .addMarkPrices(MarkPrice.newBuilder().setInstrumentId("SOL-PERP").setPrice("100"))
            .addIndexPrices(IndexPrice.newBuilder().setAsset("USDC").setPrice("1"))
            .addIndexPrices(IndexPrice.newBuilder().setAsset("SOL").setPrice("100")))
        .setRuleSet(RuleSet.newBuilder()
            .setRuleSetId("sol")
            .setVersion("1")
            .setCollateralMode(RuleSet.CollateralMode.MULTI_ASSET)
            .setQuoteCurrency("USD")
            .addAssets(asset("USDC", "0"))
            .addAssets(asset("SOL", "0.1"))
            .addInstruments(instrument("SOL-PERP")));
  }

  static Balance.Builder balance(String asset, String quantity) {
    return Balance.newBuilder().setAsset(asset).setQuantity(quantity);
  }

  static Position.Builder position(String positionId, String instrumentId, String quantity) {
    return Position.newBuilder()
        .setPositionId(positionId)
        .setInstrumentId(instrumentId)
        .setQuantity(quantity)
        .setEntryPrice("100")
        .setCross(Position.Cross.getDefaultInstance());
  }

  static AssetRule.Builder asset(String asset, String haircut) {
    return AssetRule.newBuilder()
        .setAsset(asset)
        .setRoot(asset)
        .setHaircut(Haircut.newBuilder().setFlat(haircut));
  }

  static Instrument.Builder instrument(String instrumentId) {
    return Instrument.newBuilder()
        .setInstrumentId(instrumentId)
        .setKind(Instrument.Kind.PERPETUAL)
        .setPayoff(Instrument.Payoff.LINEAR)
        .setRoot("SOL")
        .setSettlementAsset("USDC")
        .setMultiplier("1")
        .setRequirement(Requirement.newBuilder()
            .setMarginalTiers(MarginalTiers.newBuilder().addTiers(tier("0", "0.05"))));
  }

  static MarginTier.Builder tier(String floor, String rate) {
    return MarginTier.newBuilder()
        .setNotionalFloor(floor)
        .setMaintenanceRate(rate)
        .setMaxLeverage("10");
  }

  /** A request in its JSON form. */
  static <B extends Message.Builder> B ofJson(String json, B builder) {
    try {
      JsonFormat.parser().merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    return builder;
  }
}
