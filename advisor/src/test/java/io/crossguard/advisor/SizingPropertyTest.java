package io.crossguard.advisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crossguard.advisor.LabelledPortfolio.Line;
import io.crossguard.advisor.recommendation.IsolatedMargin;
import io.crossguard.advisor.recommendation.PositionAdvice;
import io.crossguard.margin.liquidation.LiquidationPrice;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The margin that is advised against what the margin engine says of it, a second method: without a
 * fee a position with the margin of its target is liquidated just where the target move ends, whatever
 * the rules add to a rate.
 */
class SizingPropertyTest {

  static LongStream seeds() {
    return LongStream.range(0, 1_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void margin_ofTheTarget_isLiquidatedWhereItsMoveEnds(long seed) {
    Random random = new Random(seed);
    boolean isLong = random.nextBoolean();
    boolean isInverse = random.nextInt(4) == 0;
    double volatility = (1 + random.nextInt(15)) / 100.0;
    PositionAdvice bet = new MarginModeAdvisor()
        .recommend(LabelledPortfolioReader.read(portfolio(random, isLong, isInverse, volatility)))
        .position("bet")
        .orElseThrow();
    IsolatedMargin margin =
        MarginModeAdvisorGoldenTest.margin(bet.recommendation()).orElseThrow();
    if (margin.liquidationProbability().fraction().toStatistic() < 0.00999) {
      // The venue asks for more than the target does.
      return;
    }

    double move = isLong ? -4.2 * volatility : 4.0 * volatility;

    assertThat(bet.liquidationPriceAfter().orElseThrow())
        .isInstanceOfSatisfying(
            LiquidationPrice.At.class,
            at -> assertThat(at.price().value().toStatistic())
                .isCloseTo(100 * (1 + move), within(1e-6)));
  }

  private static LabelledPortfolio portfolio(
      Random random, boolean isLong, boolean isInverse, double volatility) {
    String basis = isInverse || random.nextBoolean() ? "MARK" : "ENTRY";
    String joining =
        isInverse ? "" : " added=" + random.nextInt(200) + " least=" + random.nextInt(30_000);
    String quantity = (isLong ? "" : "-") + (1 + random.nextInt(20_000)) * (isInverse ? 100 : 1);
    return new LabelledPortfolio(
        "",
        "",
        Stream.of(
                "rules HEDGE trigger=1.0" + random.nextInt(10) + " maintenance-at=" + basis,
                "wallet USDT 1000000000",
                "wallet SOL 0 price=100",
                (isInverse ? "inverse" : "perp") + " bet SOL " + quantity + " mark=100 entry="
                    + (70 + random.nextInt(60)) + joining
                    + " tiers=0:0.005:0.02,200000:0.01:0.02,1000000:0.02:0.02",
                "volatility SOL " + volatility,
                "policy fee=0 dust=0")
            .map(Line::of)
            .toList());
  }
}
