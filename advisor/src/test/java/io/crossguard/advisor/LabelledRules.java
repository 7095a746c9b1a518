package io.crossguard.advisor;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.HourlyCloses;
import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RateSchedule;
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
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the text of a portfolio says of the venue's rules, of the policy and of past prices:
 *
 * <pre>
 *   policy hours=1 p=0.1 fee=0           a horizon, a target probability, a fee
 *   rules ONE_WAY beside-pool=no         position mode; no isolated positions beside a pool of many assets
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
        .changePolicy(new ChangePolicy(
            all.modeSwitch(),
            all.reduction(),
            all.payout(),
            all.isolationSource(),
            line.get("both-modes", "yes").equals("no"),
            line.get("beside-pool", "yes").equals("no")));
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
    AdvisorPolicy p = AdvisorPolicy.defaults();
    Optional<Line> line = portfolio.lines("policy").stream().findFirst();
    return line.map(given -> new AdvisorPolicy(
            p.bands(),
            p.netToEquityMax(),
            given
                .find("hours")
                .map(hours -> Duration.ofHours(Long.parseLong(hours)))
                .orElse(p.horizon()),
            rate(given, "p", p.targetLiquidationProbability().fraction().toString()),
            rate(given, "fee", p.liquidationFeeRate().fraction().toString()),
            p.budget(),
            p.crossMarginRatioMax(),
            p.resizeBand(),
            p.threatRatio(),
            p.dust(),
            p.basisReserves(),
            p.offPeg(),
            p.stablecoinConcentration(),
            p.distances(),
            p.riskModel()))
        .orElse(p);
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

  private static Rate rate(Line line, String name, String otherwise) {
    return AccountFixture.rate(line.get(name, otherwise));
  }
}
