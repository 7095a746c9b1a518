package io.crossguard.client.exchange;

import io.crossguard.v1.ClosingFee;
import io.crossguard.v1.RequirementTerms;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * OKX in futures mode, one pool for each currency, or in multi-currency mode, one over all; isolated
 * positions in either. The venue's ratio has an expected liquidation fee beside the maintenance
 * margin, which no response states.
 */
final class Okx implements ExchangeFormat {
  static final VenueRules MULTI_CURRENCY =
      new VenueRules("okx", "okx-multi-currency", "2026-09-18", "USD", true, Set.of());
  static final String CONFIG = "account-config";
  static final String BALANCE = "balance";
  static final String POSITIONS = "positions";
  static final String INSTRUMENTS = "instruments";
  static final String TIERS = "position-tiers";
  private static final String FEE = "0.0005";

  @Override
  public String name() {
    return "okx";
  }

  @Override
  public String description() {
    return "OKX, futures and multi-currency mode: perpetuals and futures.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed(CONFIG, "GET /api/v5/account/config: the account mode"),
        Response.needed(BALANCE, "GET /api/v5/account/balance"),
        Response.needed(POSITIONS, "GET /api/v5/account/positions"),
        Response.needed(INSTRUMENTS, "GET /api/v5/public/instruments; an array of several types"),
        Response.needed(TIERS, "GET /api/v5/public/position-tiers; an array of several families"));
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    RuleSet.CollateralMode mode = mode(responses.get(CONFIG));
    OkxBalance balance = new OkxBalance(responses.get(BALANCE), options);
    List<OkxPositions.Open> positions =
        new OkxPositions(responses.get(INSTRUMENTS)).read(responses.get(POSITIONS));
    Map<String, BigDecimal> crossPnl = new HashMap<>();
    positions.forEach(position -> crossPnl.merge(
        position.contract().settlementAsset(), position.crossPnl(), BigDecimal::add));

    AccountDraft draft = new AccountDraft(options);
    balance.addTo(draft, asset -> crossPnl.getOrDefault(asset, BigDecimal.ZERO));
    positions.forEach(
        position -> draft.position(position.holding(), position.contract().settlementAsset()));
    if (options.ruleSetId().isPresent()) {
      return draft.under(options.ruleSetId().get(), MULTI_CURRENCY.quoteCurrency());
    }
    RuleSet.Builder rules = MULTI_CURRENCY
        .conventions("position tiers of the venue, for these sizes alone")
        .setCollateralMode(mode)
        .setExampleFigures("liquidation fee of 0.05 %");
    if (mode == RuleSet.CollateralMode.MULTI_ASSET) {
      draft.assets().forEach((asset, at) -> rules.addAssets(balance.assetRule(asset, at)));
    }
    addInstruments(rules, positions, new OkxTiers(responses.get(TIERS)));
    return draft.under(rules.build());
  }

  private static RuleSet.CollateralMode mode(JsonValue config) {
    JsonValue level = OkxResult.row(config).field("acctLv");
    return switch (level.id()) {
      case "2" -> RuleSet.CollateralMode.SINGLE_ASSET;
      case "3" -> RuleSet.CollateralMode.MULTI_ASSET;
      case "1" -> throw level.problem("is the spot mode, which has no positions");
      case "4" -> throw level.problem("is portfolio margin, which is not imported");
      default ->
        throw level.problem(
            "must be 2 (futures mode) or 3 (multi-currency), is " + level.describe());
    };
  }

  private static void addInstruments(
      RuleSet.Builder rules, List<OkxPositions.Open> positions, OkxTiers tiers) {
    Map<String, List<OkxPositions.Open>> byInstrument = positions.stream()
        .collect(Collectors.groupingBy(
            position -> position.contract().instrumentId(),
            LinkedHashMap::new,
            Collectors.toList()));
    byInstrument
        .values()
        .forEach(own -> rules.addInstruments(own.get(0)
            .contract()
            .toInstrument(own.get(0).holding().at())
            .setRequirement(tiers.of(own))
            .setTerms(RequirementTerms.newBuilder()
                .setClosingFee(ClosingFee.newBuilder()
                    .setRate(FEE)
                    .setBasis(ClosingFee.Basis.MARK)
                    .setJoinsMaintenance(true)))));
  }
}
