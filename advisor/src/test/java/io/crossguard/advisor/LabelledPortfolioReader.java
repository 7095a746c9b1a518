package io.crossguard.advisor;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.policy.Correlation;
import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.Requirement;
import io.crossguard.margin.rules.ShortOptionAmounts;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the text of a portfolio into what the advisor is asked. */
final class LabelledPortfolioReader {
  private final LabelledPortfolio portfolio;
  private final AccountFixture fixture = new AccountFixture();

  private LabelledPortfolioReader(LabelledPortfolio portfolio) {
    this.portfolio = portfolio;
    if (!portfolio.lines("single-asset").isEmpty()) {
      fixture.singleAsset();
    }
    portfolio
        .lines("orders")
        .forEach(line -> fixture.orderMargin(OrderMargin.Kind.valueOf(line.word(0))));
    LabelledRules.apply(portfolio, fixture);
    portfolio.lines("index").forEach(line -> fixture.index(line.word(0), line.word(1)));
    portfolio.lines("wallet").forEach(this::wallet);
    portfolio.lines("order").forEach(this::order);
    portfolio.lines("volatility").forEach(line -> fixture.volatility(line.word(0), line.word(1)));
    portfolio.lines("depeg").forEach(line -> fixture.depeg(line.word(0), line.word(1)));
    portfolio.lines("correlation").forEach(this::correlation);
    for (Line line : portfolio.lines()) {
      switch (line.keyword()) {
        case "perp" -> position(line, InstrumentKind.PERPETUAL, Payoff.LINEAR);
        case "future" -> position(line, InstrumentKind.FUTURE, Payoff.LINEAR);
        case "inverse" -> position(line, InstrumentKind.PERPETUAL, Payoff.INVERSE);
        case "inverse-future" -> position(line, InstrumentKind.FUTURE, Payoff.INVERSE);
        case "quanto" -> position(line, InstrumentKind.PERPETUAL, Payoff.QUANTO);
        case "contract" ->
          instrument(
              contract(line.word(0)),
              line,
              kind(line),
              Payoff.valueOf(line.get("payoff", "LINEAR")));
        case "call", "put" -> position(line, InstrumentKind.OPTION, Payoff.LINEAR);
        default -> {}
      }
    }
  }

  static AdviceRequest read(LabelledPortfolio portfolio) {
    return new LabelledPortfolioReader(portfolio).request();
  }

  private AdviceRequest request() {
    Map<String, Classification> previous = new LinkedHashMap<>();
    portfolio
        .lines("was")
        .forEach(line -> previous.put(line.word(0), Classification.valueOf(line.word(1))));
    ResolvedAccount account = fixture.account();
    return new AdviceRequest(
        account,
        fixture.riskInputs(),
        LabelledRules.policy(portfolio),
        venue().within(account.rules().conventions()),
        previous,
        portfolio.lines("tag").stream()
            .map(line -> new PositionTag(line.word(0), line.word(1)))
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

  private void wallet(Line line) {
    String asset = line.word(0);
    String root = line.get("root", asset);
    fixture
        .asset(asset, root, line.get("haircut", "0"))
        .index(asset, line.get("price", "1"))
        .balance(asset, line.word(1));
    line.find("rate")
        .ifPresent(rate -> fixture.conversion(asset, root, rate, line.get("fair", "1")));
  }

  private void order(Line line) {
    fixture.order(new Order(
        line.word(0),
        contract(line.word(1)),
        new Quantity(Decimal.parse(line.word(2))),
        AccountFixture.price(line.word(3)),
        line.words().contains("reduce-only"),
        line.words().contains("isolated"),
        Optional.empty()));
  }

  private void correlation(Line line) {
    fixture.correlation(new Correlation(
        line.word(0),
        line.word(1),
        Decimal.parse(line.word(2)),
        line.find("days").map(Long::parseLong).map(Duration::ofDays),
        new Correlation.Betas(
            line.find("beta30").map(Decimal::parse), line.find("beta90").map(Decimal::parse))));
  }

  private void position(Line line, InstrumentKind kind, Payoff payoff) {
    String id = line.word(0);
    String contract = line.find("in").orElseGet(() -> contract(id));
    if (line.find("in").isEmpty()) {
      instrument(contract, line, kind, payoff);
    }
    String mark = line.get("mark", "");
    fixture.position(new Position(
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
    fixture.mark(contract, line.get("mark", ""));
    line.find("iv").ifPresent(iv -> fixture.implied(contract, iv));
    line.find("delta").ifPresent(delta -> fixture.greeks(contract, delta, line.get("gamma", "0")));
    Requirement requirement = isOption
        ? new ShortOptionAmounts(
            Decimal.parse(line.get("im", "6000")), Decimal.parse(line.get("mm", "4500")), Rate.ZERO)
        : LabelledRules.schedule(line);
    Optional<OptionTerms> terms = isOption
        ? Optional.of(new OptionTerms(
            line.get("option", line.keyword()).equals("call")
                ? OptionTerms.Type.CALL
                : OptionTerms.Type.PUT,
            AccountFixture.price(line.get("strike", "")),
            OptionTerms.Premium.MARGINED))
        : Optional.empty();
    fixture.instrument(new Instrument(
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
        LabelledRules.terms(line),
        Instrument.ProfitWeights.FULL,
        terms));
  }

  /** Of a contract that is not held: an option where it says of what kind, a future where it ends. */
  private static InstrumentKind kind(Line line) {
    if (line.find("option").isPresent()) {
      return InstrumentKind.OPTION;
    }
    return line.find("hours").isEmpty() ? InstrumentKind.PERPETUAL : InstrumentKind.FUTURE;
  }

  static String contract(String positionId) {
    return positionId + "-contract";
  }
}
