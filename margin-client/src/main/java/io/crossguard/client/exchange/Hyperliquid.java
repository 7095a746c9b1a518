package io.crossguard.client.exchange;

import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * Hyperliquid perpetuals: one pool in USDC, and isolated positions. The account is known through its
 * value, which has unrealized profit and loss in it; the entry price is rounded. So a wallet here is
 * the value less the profit and loss that follows from the stated entry price: balances come out as
 * the venue has them.
 */
final class Hyperliquid implements ExchangeFormat {
  static final String COLLATERAL = "USDC";
  static final VenueRules RULES = new VenueRules(
      "hyperliquid", "hyperliquid-2026-07", "2026-07-19", COLLATERAL, false, Set.of());

  static final String STATE = "clearinghouse-state";
  static final String MODE = "user-abstraction";
  static final String META = "meta";

  private static final KnownFields FIELDS = KnownFields.reading(
          "crossMarginSummary", "assetPositions")
      .leaving("marginSummary", "crossMaintenanceMarginUsed", "withdrawable", "time");
  private static final KnownFields SUMMARY =
      KnownFields.reading("accountValue").leaving("totalNtlPos", "totalRawUsd", "totalMarginUsed");

  @Override
  public String name() {
    return "hyperliquid";
  }

  @Override
  public String description() {
    return "Hyperliquid perpetuals.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed(STATE, "the request clearinghouseState"),
        Response.needed(MODE, "the request userAbstraction: the account mode"),
        Response.needed(META, "the request meta or metaAndAssetCtxs: the tiers"));
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    requireOwnBalance(responses.get(MODE));
    JsonValue state = responses.get(STATE);
    if (state.optional("balances").isPresent()) {
      throw state.problem("is the state of spot; the response of clearinghouseState is needed");
    }
    FIELDS.check(state);
    HyperliquidMeta meta = new HyperliquidMeta(responses.get(META));
    List<HyperliquidPosition> positions = state.field("assetPositions").items().stream()
        .map(HyperliquidPosition::of)
        .filter(HyperliquidPosition::isOpen)
        .toList();

    AccountDraft draft = new AccountDraft(options);
    JsonValue summary = state.field("crossMarginSummary");
    SUMMARY.check(summary);
    draft.balance(COLLATERAL, wallet(summary.field("accountValue"), positions), summary);
    positions.forEach(position -> draft.position(position.toHolding(), COLLATERAL));
    return options
        .ruleSetId()
        .map(ruleSetId -> draft.under(ruleSetId, COLLATERAL))
        .orElseGet(() -> draft.under(ruleSet(positions, meta)));
  }

  // In the other modes the state of one dex does not say what stands behind its positions.
  private static void requireOwnBalance(JsonValue mode) {
    switch (mode.text()) {
      case "disabled", "default" -> {}
      case "unifiedAccount", "portfolioMargin", "dexAbstraction" ->
        throw mode.problem("is " + mode.describe() + ": what is held in spot, or on other dexes,"
            + " stands behind the positions too, which is not imported");
      default -> throw mode.problem("must be disabled or default, is " + mode.describe());
    }
  }

  private static BigDecimal wallet(JsonValue accountValue, List<HyperliquidPosition> positions) {
    return positions.stream()
        .filter(position -> !position.isIsolated())
        .map(HyperliquidPosition::unrealizedPnl)
        .reduce(accountValue.decimal(), BigDecimal::subtract);
  }

  private static RuleSet ruleSet(List<HyperliquidPosition> positions, HyperliquidMeta meta) {
    RuleSet.Builder rules = RULES.conventions("margin tables of the venue");
    for (HyperliquidPosition position : positions) {
      rules.addInstruments(Instrument.newBuilder()
          .setInstrumentId(position.coin())
          .setKind(Instrument.Kind.PERPETUAL)
          .setPayoff(Instrument.Payoff.LINEAR)
          .setRoot(position.root())
          .setSettlementAsset(COLLATERAL)
          .setMultiplier("1")
          .setRequirement(Requirement.newBuilder()
              .setMarginalTiers(MarginalTiers.newBuilder().addAllTiers(meta.tiersOf(position)))));
    }
    return rules.build();
  }
}
