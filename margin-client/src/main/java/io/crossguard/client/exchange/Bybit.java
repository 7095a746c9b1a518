package io.crossguard.client.exchange;

import io.crossguard.v1.ClosingFee;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginalTiers;
import io.crossguard.v1.Requirement;
import io.crossguard.v1.RequirementTerms;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bybit, unified trading account: one pool over all assets, or every position isolated. Margins have
 * the expected fee of closing at the bankruptcy price in them, at the taker fee of the owner.
 */
final class Bybit implements ExchangeFormat {
  static final VenueRules LINEAR = new VenueRules(
      "bybit",
      "bybit-uta-linear",
      "2026-10-06",
      "USD",
      true,
      Set.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT", "DOGEUSDT"));
  private static final Set<String> SHIPPED_ASSETS = Set.of("USDT", "USDC", "BTC", "ETH");
  static final String ACCOUNT = "account-info";
  static final String WALLET = "wallet-balance";
  static final String POSITIONS = "positions";
  static final String LIMITS = "risk-limit";
  static final String COLLATERAL = "collateral-info";
  static final String FEES = "fee-rate";

  private final String limitsOption;
  private final String collateralOption;

  Bybit() {
    this("--" + LIMITS, "--" + COLLATERAL);
  }

  /**
   * @param limitsOption what brings the risk limits, as messages name it
   * @param collateralOption what brings the collateral ratios
   */
  Bybit(String limitsOption, String collateralOption) {
    this.limitsOption = limitsOption;
    this.collateralOption = collateralOption;
  }

  @Override
  public String name() {
    return "bybit";
  }

  @Override
  public String description() {
    return "Bybit, unified trading account: perpetuals.";
  }

  @Override
  public List<Response> responses() {
    return List.of(
        Response.needed(ACCOUNT, "GET /v5/account/info: the margin mode"),
        Response.needed(WALLET, "GET /v5/account/wallet-balance"),
        Response.needed(
            POSITIONS, "GET /v5/position/list; an array of several, such as linear and inverse"),
        Response.optional(LIMITS, "GET /v5/market/risk-limit; an array of several"),
        Response.optional(COLLATERAL, "GET /v5/account/collateral-info, with risk-limit"),
        Response.optional(FEES, "GET /v5/account/fee-rate, with risk-limit"));
  }

  @Override
  public ImportedAccount read(Responses responses, ImportOptions options) {
    boolean isolated = isIsolated(responses.get(ACCOUNT));
    BybitWallet wallet = new BybitWallet(responses.get(WALLET), options);
    List<BybitPositions.Open> positions =
        new BybitPositions(isolated).read(responses.get(POSITIONS));
    requireOnePool(responses.get(ACCOUNT), positions);
    Map<String, BigDecimal> assigned = new HashMap<>();
    positions.forEach(position -> position
        .holding()
        .isolatedMargin()
        .ifPresent(margin ->
            assigned.merge(position.contract().settlementAsset(), margin, BigDecimal::add)));

    wallet.mustHold(positions);

    AccountDraft draft = new AccountDraft(options);
    wallet.addTo(draft, asset -> assigned.getOrDefault(asset, BigDecimal.ZERO));
    positions.forEach(
        position -> draft.position(position.holding(), position.contract().settlementAsset()));
    if (options.ruleSetId().isPresent()) {
      return draft.under(options.ruleSetId().get(), LINEAR.quoteCurrency());
    }
    Optional<JsonValue> limits = responses.find(LIMITS);
    return limits.isPresent()
        ? draft.under(ruleSet(draft, positions, responses, limits.get()))
        : shipped(draft, wallet, positions);
  }

  private static boolean isIsolated(JsonValue info) {
    JsonValue mode = BybitResult.of(info).field("marginMode");
    return switch (mode.text()) {
      case "REGULAR_MARGIN" -> false;
      case "ISOLATED_MARGIN" -> true;
      case "PORTFOLIO_MARGIN" -> throw mode.problem("is portfolio margin, which is not imported");
      default ->
        throw mode.problem("must be REGULAR_MARGIN or ISOLATED_MARGIN, is " + mode.describe());
    };
  }

  // In the first unified account inverse contracts stand in wallets of their own.
  private static void requireOnePool(JsonValue info, List<BybitPositions.Open> positions) {
    BybitResult.of(info).stated("unifiedMarginStatus").ifPresent(status -> {
      switch (status.id()) {
        case "1" -> throw status.problem("is 1, a classic account; a unified one is needed");
        case "3", "4" ->
          positions.stream()
              .filter(position -> position.contract().isInverse())
              .findFirst()
              .ifPresent(position -> {
                throw position
                    .holding()
                    .at()
                    .problem("is inverse, and " + status.place()
                        + " says that the account is of the first kind, in which such positions have"
                        + " another wallet: not imported");
              });
        case "5", "6" -> {}
        default -> throw status.problem("must be 3, 4, 5 or 6, is " + status.describe());
      }
    });
  }

  private ImportedAccount shipped(
      AccountDraft draft, BybitWallet wallet, List<BybitPositions.Open> positions) {
    wallet.requireCollateral(limitsOption + " and " + collateralOption);
    positions.forEach(position -> LINEAR.require(
        position.contract().symbol(), limitsOption, position.holding().at()));
    draft.assets().forEach((asset, at) -> {
      if (!SHIPPED_ASSETS.contains(asset)) {
        throw at.problem(asset + " is not among the assets of the rule set " + LINEAR.ruleSetId()
            + ": add " + limitsOption + " and " + collateralOption);
      }
    });
    draft.note(LINEAR.note(limitsOption));
    return draft.under(LINEAR.ruleSetId(), LINEAR.quoteCurrency());
  }

  private static RuleSet ruleSet(
      AccountDraft draft,
      List<BybitPositions.Open> positions,
      Responses responses,
      JsonValue limits) {
    RuleSet.Builder rules = LINEAR.conventions("risk limits of the venue");
    BybitCollateral collateral = new BybitCollateral(responses.get(COLLATERAL));
    draft.assets().keySet().forEach(asset -> rules.addAssets(collateral.of(asset)));
    BybitTiers tiers = new BybitTiers(limits);
    BybitFees fees = new BybitFees(responses.get(FEES));
    Set<String> done = new HashSet<>();
    for (BybitPositions.Open position : positions) {
      BybitContract contract = position.contract();
      JsonValue at = position.holding().at();
      if (done.add(contract.symbol())) {
        rules.addInstruments(Instrument.newBuilder()
            .setInstrumentId(contract.symbol())
            .setKind(Instrument.Kind.PERPETUAL)
            .setPayoff(contract.payoff())
            .setRoot(contract.root())
            .setSettlementAsset(contract.settlementAsset())
            .setMultiplier("1")
            .setRequirement(Requirement.newBuilder()
                .setMarginalTiers(
                    MarginalTiers.newBuilder().addAllTiers(tiers.of(contract.symbol(), at))))
            .setTerms(RequirementTerms.newBuilder()
                .setClosingFee(ClosingFee.newBuilder()
                    .setRate(fees.takerOf(contract.symbol(), at))
                    .setBasis(ClosingFee.Basis.BANKRUPTCY)
                    .setJoinsInitial(true)
                    .setJoinsMaintenance(true))));
      }
    }
    return rules.build();
  }
}
