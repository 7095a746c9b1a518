package io.crossguard.advisor;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.AssetConversion;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Requirement;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.ShortOptionAmounts;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the text of a portfolio into what the advisor is asked. */
final class LabelledPortfolioReader {
  private final LabelledPortfolio portfolio;
  private final Map<String, CollateralAsset> assets = new LinkedHashMap<>();
  private final Map<String, Instrument> instruments = new LinkedHashMap<>();
  private final List<Balance> balances = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private final Map<String, Price> marks = new LinkedHashMap<>();
  private final Map<String, Price> indexes = new LinkedHashMap<>();
  private final Map<String, OptionQuote> quotes = new LinkedHashMap<>();
  private final Map<String, AssetConversion> conversions = new LinkedHashMap<>();

  private LabelledPortfolioReader(LabelledPortfolio portfolio) {
    this.portfolio = portfolio;
    asset("USDT", "USDT", "0");
    indexes.put("USDT", Price.ONE);
    portfolio
        .lines("index")
        .forEach(line -> indexes.put(line.word(0), AccountFixture.price(line.word(1))));
    portfolio.lines("wallet").forEach(this::wallet);
    for (Line line : portfolio.lines()) {
      switch (line.keyword()) {
        case "perp" -> position(line, InstrumentKind.PERPETUAL, Payoff.LINEAR);
        case "future" -> position(line, InstrumentKind.FUTURE, Payoff.LINEAR);
        case "inverse" -> position(line, InstrumentKind.PERPETUAL, Payoff.INVERSE);
        case "inverse-future" -> position(line, InstrumentKind.FUTURE, Payoff.INVERSE);
        case "quanto" -> position(line, InstrumentKind.PERPETUAL, Payoff.QUANTO);
        case "call", "put" -> position(line, InstrumentKind.OPTION, Payoff.LINEAR);
        default -> {}
      }
    }
  }

  static AdviceRequest read(LabelledPortfolio portfolio) {
    return new LabelledPortfolioReader(portfolio).request();
  }

  private AdviceRequest request() {
    boolean isSingleAsset = !portfolio.lines("single-asset").isEmpty();
    ResolvedAccount account = ResolvedAccount.of(
        new Account("account", balances, positions, orders()),
        new MarketSnapshot(Optional.of(AccountFixture.NOW), marks, indexes, quotes),
        new RuleSet(
            "rules",
            "1",
            "USD",
            Conventions.of(
                isSingleAsset ? CollateralMode.SINGLE_ASSET : CollateralMode.MULTI_ASSET),
            assets,
            instruments));
    Map<String, Classification> previous = new LinkedHashMap<>();
    portfolio
        .lines("was")
        .forEach(line -> previous.put(line.word(0), Classification.valueOf(line.word(1))));
    return new AdviceRequest(
        account,
        riskInputs(),
        AdvisorPolicy.defaults(),
        venue(),
        previous,
        portfolio.lines("tag").stream()
            .map(line -> new PositionTag(line.word(0), line.word(1)))
            .toList());
  }

  private RiskInputs riskInputs() {
    Map<String, Rate> volatilities = new LinkedHashMap<>();
    portfolio
        .lines("volatility")
        .forEach(line -> volatilities.put(line.word(0), AccountFixture.rate(line.word(1))));
    return new RiskInputs(
        volatilities,
        Map.of(),
        conversions,
        List.of(),
        portfolio.lines("correlation").stream()
            .map(line -> new Correlation(
                line.word(0),
                line.word(1),
                Decimal.parse(line.word(2)),
                line.find("days").map(Long::parseLong).map(Duration::ofDays),
                Correlation.Betas.UNKNOWN))
            .toList());
  }

  private VenueCapabilities venue() {
    return portfolio.lines("venue").stream()
        .findFirst()
        .map(line -> new VenueCapabilities(
            ModeGranularity.valueOf(line.word(0)),
            line.get("switch", "yes").equals("yes"),
            line.get("sub-accounts", "no").equals("yes"),
            line.get("profit", "moves").equals("moves"),
            line.find("step").map(Decimal::parse)))
        .orElseGet(VenueCapabilities::defaults);
  }

  private List<Order> orders() {
    return portfolio.lines("order").stream()
        .map(line -> new Order(
            line.word(0),
            contract(line.word(1)),
            new Quantity(Decimal.parse(line.word(2))),
            AccountFixture.price(line.word(3)),
            false,
            false,
            Optional.empty()))
        .toList();
  }

  private void wallet(Line line) {
    String asset = line.word(0);
    String root = line.get("root", asset);
    asset(asset, root, line.get("haircut", "0"));
    indexes.put(asset, AccountFixture.price(line.get("price", "1")));
    balances.add(new Balance(asset, Decimal.parse(line.word(1))));
    line.find("rate")
        .ifPresent(rate -> conversions.put(
            asset, new AssetConversion(root, AccountFixture.price(rate), Price.ONE)));
  }

  private void asset(String asset, String root, String haircut) {
    assets.put(
        asset, new CollateralAsset(asset, root, new Haircut.Flat(AccountFixture.rate(haircut))));
  }

  private void position(Line line, InstrumentKind kind, Payoff payoff) {
    String id = line.word(0);
    String contract = line.find("in").orElseGet(() -> contract(id));
    if (line.find("in").isEmpty()) {
      instrument(contract, line, kind, payoff);
    }
    String mark = line.get("mark", "");
    positions.add(new Position(
        id,
        contract,
        new Quantity(Decimal.parse(line.word(2))),
        AccountFixture.price(line.get("entry", mark)),
        line.find("leverage").map(Decimal::parse),
        line.find("isolated")
            .<MarginMode>map(margin -> new MarginMode.Isolated(Decimal.parse(margin)))
            .orElseGet(MarginMode.Cross::new)));
  }

  private void instrument(String contract, Line line, InstrumentKind kind, Payoff payoff) {
    boolean isOption = kind == InstrumentKind.OPTION;
    String root = line.word(1);
    marks.put(contract, AccountFixture.price(line.get("mark", "")));
    line.find("iv")
        .ifPresent(
            iv -> quotes.put(contract, new OptionQuote.ImpliedVolatility(Decimal.parse(iv))));
    line.find("delta")
        .ifPresent(delta -> quotes.put(
            contract,
            new OptionQuote.Greeks(
                Decimal.parse(delta), Decimal.parse(line.get("gamma", "0")), Decimal.ZERO)));
    Requirement requirement = isOption
        ? new ShortOptionAmounts(
            Decimal.parse(line.get("im", "6000")), Decimal.parse(line.get("mm", "4500")), Rate.ZERO)
        : AccountFixture.flat(line.get("mm", "0.005"), line.get("im", "0.02"));
    Optional<OptionTerms> terms = isOption
        ? Optional.of(new OptionTerms(
            line.keyword().equals("call") ? OptionTerms.Type.CALL : OptionTerms.Type.PUT,
            AccountFixture.price(line.get("strike", "")),
            OptionTerms.Premium.MARGINED))
        : Optional.empty();
    instruments.put(
        contract,
        new Instrument(
            contract,
            kind,
            payoff,
            root,
            line.get("settles", payoff == Payoff.INVERSE ? root : "USDT"),
            Decimal.parse(line.get("multiplier", "1")),
            Optional.empty(),
            line.find("hours")
                .map(hours -> AccountFixture.NOW.plus(Duration.ofHours(Long.parseLong(hours)))),
            line.find("lot").map(Decimal::parse),
            requirement,
            RequirementTerms.NONE,
            Instrument.ProfitWeights.FULL,
            terms));
  }

  private static String contract(String positionId) {
    return positionId + "-contract";
  }
}
