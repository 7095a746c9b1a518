package io.crossguard.advisor;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.rules.WholePositionTiers;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the text of a portfolio says of the venue's rules, of the policy and of past prices:
 *
 * <pre>
 *   policy hours=1 p=0.1 fee=0 dust=0    a horizon, a target probability, a fee, and other limits
 *   rules ONE_WAY beside-pool=no         position mode; no isolated positions beside a pool of many assets
 *   rules HEDGE trigger=1.05             liquidated below 1.05 times the maintenance margin
 *   portfolio-margin BTC shock=0.15 …    a fall and a rise, contingencies, the factor of the initial margin
 *   closes BTC return=0.01 age=10800000  prices up and down by turns, up to so many milliseconds ago
 *   tiers=0:0.01:0.05,50000:0.02:0.1     floor, maintenance rate, initial rate; whole-tiers likewise
 * </pre>
 */
final class LabelledRules {
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern COLON = Pattern.compile(":");

  private LabelledRules() {}

  static void apply(LabelledPortfolio portfolio, AccountFixture fixture) {
    portfolio
        .lines("portfolio-margin")
        .forEach(line -> fixture.portfolioMargin(scenarioMargin(line)));
    portfolio.lines("closes").forEach(line -> fixture.closes(closes(line)));
    portfolio
        .lines("rules")
        .forEach(line -> fixture.conventions(conventions -> conventions(conventions, line)));
  }

  private static Conventions.Builder conventions(Conventions.Builder conventions, Line line) {
    ChangePolicy all = ChangePolicy.DEFAULT;
    return conventions
        .positionMode(PositionMode.valueOf(line.word(0)))
        .liquidationTrigger(rate(line, "trigger", "1"))
        .netting(Netting.valueOf(line.get("netting", "GROSS")))
        .bases(bases(RequirementBasis.valueOf(line.get("maintenance-at", "MARK"))))
        .release(new Release(
            Release.Kind.valueOf(line.get("release", "LOSS_COUNTS")), Decimal.ZERO, Decimal.ZERO))
        .changePolicy(new ChangePolicy(
            all.modeSwitch(),
            all.reduction(),
            ChangePolicy.Payout.valueOf(line.get("payout", "PRO_RATA")),
            ChangePolicy.IsolationSource.valueOf(line.get("isolation", "FLOOR")),
            line.get("both-modes", "yes").equals("no"),
            line.get("beside-pool", "yes").equals("no")));
  }

  private static RequirementBases bases(RequirementBasis maintenance) {
    return new RequirementBases(
        RequirementBasis.MARK, maintenance, RequirementBasis.MARK, maintenance);
  }

  private static ScenarioMargin scenarioMargin(Line line) {
    Decimal move = Decimal.parse(line.get("shock", ""));
    return new ScenarioMargin(
        line.words(),
        List.of(shock(Decimal.ONE.minus(move)), shock(Decimal.ONE.plus(move))),
        new ScenarioMargin.Contingencies(
            rate(line, "spot", "0"),
            rate(line, "perpetual", "0"),
            rate(line, "future", "0"),
            rate(line, "option", "0")),
        Decimal.parse(line.get("factor", "1")));
  }

  private static ScenarioMargin.Shock shock(Decimal factor) {
    return new ScenarioMargin.Shock(factor, Decimal.ONE, Rate.ONE);
  }

  private static HourlyCloses closes(Line line) {
    int count = Integer.parseInt(line.get("count", "169"));
    double factor = Math.exp(Double.parseDouble(line.get("return", "0.01")));
    Instant last =
        AccountFixture.NOW.minus(Duration.ofMillis(Long.parseLong(line.get("age", "0"))));
    int gap = Integer.parseInt(line.get("gap-before", "0"));
    List<HourlyCloses.Close> closes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Decimal price = Decimal.ofStatistic(i % 2 == 0 ? 100 : 100 * factor);
      Duration before = Duration.ofHours(count - 1 - i + (i < gap ? 1 : 0));
      closes.add(new HourlyCloses.Close(last.minus(before), new Price(price)));
    }
    return new HourlyCloses(line.word(0), closes);
  }

  static AdvisorPolicy policy(LabelledPortfolio portfolio) {
    AdvisorPolicy defaults = AdvisorPolicy.defaults();
    return portfolio.lines("policy").stream()
        .findFirst()
        .map(line -> policy(line, defaults))
        .orElse(defaults);
  }

  private static AdvisorPolicy policy(Line line, AdvisorPolicy p) {
    return new AdvisorPolicy(
        new AdvisorPolicy.Bands(
            rate(line, "neutral", p.bands().neutral()),
            rate(line, "hedged", p.bands().hedged()),
            rate(line, "directional", p.bands().directional()),
            rate(line, "exit", p.bands().exit())),
        rate(line, "net", p.netToEquityMax()),
        line.find("hours")
            .map(hours -> Duration.ofHours(Long.parseLong(hours)))
            .orElse(p.horizon()),
        rate(line, "p", p.targetLiquidationProbability()),
        rate(line, "fee", p.liquidationFeeRate()),
        new AdvisorPolicy.Budget(
            rate(line, "root-budget", p.budget().perRoot()),
            rate(line, "total-budget", p.budget().total())),
        rate(line, "ratio", p.crossMarginRatioMax()),
        rate(line, "resize", p.resizeBand()),
        rate(line, "threat", p.threatRatio()),
        rate(line, "dust", p.dust()),
        line.find("basis")
            .map(text -> COLON.split(text, -1))
            .map(of -> Map.of(of[0], AccountFixture.rate(of[1])))
            .orElse(Map.of()),
        rate(line, "off-peg", p.offPeg()),
        rate(line, "concentration", p.stablecoinConcentration()),
        p.distances(),
        p.riskModel());
  }

  /** The schedule of an instrument; one rate where no tiers are said. */
  static RateSchedule schedule(Line line) {
    return line.find("tiers")
        .<RateSchedule>map(tiers -> new MarginalTiers(tiers(tiers)))
        .or(() -> line.find("whole-tiers").map(tiers -> new WholePositionTiers(tiers(tiers))))
        .orElseGet(() -> AccountFixture.flat(line.get("mm", "0.005"), line.get("im", "0.02")));
  }

  private static List<Tier> tiers(String text) {
    return COMMA
        .splitAsStream(text)
        .map(tier -> COLON.split(tier, -1))
        .map(of -> AccountFixture.tier(of[0], of[1], of[2]))
        .toList();
  }

  /** What joins the schedule: {@code fee=0.0005:MARK}, {@code added=10}, {@code least=50}. */
  static RequirementTerms terms(Line line) {
    return new RequirementTerms(
        line.find("fee")
            .map(text -> COLON.split(text, -1))
            .map(of -> new ClosingFee(
                AccountFixture.rate(of[0]), ClosingFee.Basis.valueOf(of[1]), false, true))
            .orElse(ClosingFee.NONE),
        Decimal.parse(line.get("added", "0")),
        Decimal.parse(line.get("added", "0")),
        Decimal.parse(line.get("least", "0")),
        Decimal.parse(line.get("least", "0")));
  }

  private static Rate rate(Line line, String name, String otherwise) {
    return AccountFixture.rate(line.get(name, otherwise));
  }

  private static Rate rate(Line line, String name, Rate otherwise) {
    return line.find(name).map(AccountFixture::rate).orElse(otherwise);
  }
}
