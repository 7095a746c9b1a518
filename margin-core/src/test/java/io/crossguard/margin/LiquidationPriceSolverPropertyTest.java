package io.crossguard.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.evaluation.PositionMargin;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.evaluation.ScopeStatus;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of liquidation and bankruptcy prices. */
class LiquidationPriceSolverPropertyTest {

  private static final Decimal ROUNDING = Decimal.ONE.dividedBy(
      Decimal.parse("1000000000000000").times(Decimal.parse("1000000000000000")));
  private static final List<Decimal> BETWEEN =
      List.of(Decimal.parse("0.000000001"), Decimal.parse("0.3"), Decimal.parse("0.999999999"));
  private static final List<Decimal> FAR = List.of(
      Decimal.parse("0.000001"),
      Decimal.parse("0.1"),
      Decimal.parse("0.7"),
      Decimal.parse("1.5"),
      Decimal.parse("20"),
      Decimal.parse("1000000"));

  private final MarginEngine engine = new MarginEngine();

  static LongStream seeds() {
    return RandomBlock.seeds();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void liquidationPrice_ofAnyAccount_isTheFirstPlaceWhereTheVerdictFlips(long seed) {
    checkInstruments(seed, place -> {
      for (Price price : place.prices()) {
        ScopeMargin there = place.scopeAt(price);
        assertCovers(there, place.requiredAt(there), place.notionalAt(price));
        for (Decimal part : BETWEEN) {
          Price between = place.between(price, part);
          assertThat(place.isAtMark(price) || place.scopeAt(between).status().stands())
              .as("stands at %s of the way from %s to %s", part, place.mark(), price)
              .isTrue();
        }
        assertThat(place.fallsBeyond(price)).as("falls beyond %s", price).isTrue();
      }
      place.assertStandsOnOpenSides();
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void scope_thatIsLiquidatable_standsFromItsRecoveryPriceOnly(long seed) {
    checkInstruments(seed, place -> {
      if (place.liquidation().liquidationPrice()
          instanceof LiquidationPrice.AlreadyLiquidatable already) {
        assertThat(place.scope().status().stands()).isFalse();
        assertRecovers(place, already.recoveryPrice());
      } else {
        assertThat(place.scope().status().stands()).isTrue();
      }
    });
  }

  private static void assertRecovers(Place place, Optional<Price> recovery) {
    if (recovery.isEmpty()) {
      for (Decimal factor : FAR) {
        Price far = new Price(place.mark().value().times(factor));
        assertThat(place.scopeAt(far).status().stands()).as("at %s", far).isFalse();
      }
      return;
    }
    Price price = recovery.get();
    ScopeMargin there = place.scopeAt(price);
    assertCovers(there, place.requiredAt(there), place.notionalAt(price));
    for (Decimal part : BETWEEN) {
      Price between = place.between(price, part);
      if (!between.equals(price)) {
        assertThat(place.scopeAt(between).status().stands())
            .as("at %s", between)
            .isFalse();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void balance_atTheBankruptcyPrice_isZero(long seed) {
    checkInstruments(seed, place -> {
      LiquidationPrice bankruptcy = place.liquidation().bankruptcyPrice();
      boolean isBankrupt = place.scope().status() == ScopeStatus.BANKRUPT;
      assertThat(bankruptcy instanceof LiquidationPrice.AlreadyLiquidatable).isEqualTo(isBankrupt);
      if (bankruptcy instanceof LiquidationPrice.At at) {
        assertCovers(place.scopeAt(at.price()), Decimal.ZERO, place.notionalAt(at.price()));
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void liquidationPrice_ofOneSideUnderModestRates_isOnItsLosingSide(long seed) {
    checkInstruments(seed, place -> {
      if (!place.isOneSided() || !place.hasModestRates()) {
        return;
      }
      assertThat(place.liquidation().liquidationPriceOtherSide()).isEmpty();
      if (place.liquidation().liquidationPrice() instanceof LiquidationPrice.At at) {
        int order = at.price().compareTo(place.mark());
        assertThat(place.margin().side() == Side.LONG ? order : -order)
            .as("%s from %s", at.price(), place.mark())
            .isNotPositive();
      }
    });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void deposit_ofAnyAmount_neverBringsLiquidationNearer(long seed) {
    RandomBlock.check(seed, (account, random) -> {
      Evaluation before = engine.evaluate(account.resolved());
      String asset = List.of("USD", "USDT", "BTC", "WBTC", "ETH").get(random.nextInt(5));
      Decimal amount = RandomAccount.decimal(random, 0, 500, 3);
      Evaluation after = engine.evaluate(deposited(account, asset, amount).resolved());
      for (ScopeMargin scope : before.margin().scopes()) {
        if (scope.status().stands()) {
          assertThat(scopeOf(after, scope.scopeId()).status().stands()).isTrue();
        }
      }
      for (int i = 0; i < before.liquidations().size(); i++) {
        Decimal mark =
            account.mark(account.account().positions().get(i).instrumentId()).value();
        assertNotNearer(
            before.liquidations().get(i).liquidationPrice(),
            after.liquidations().get(i).liquidationPrice(),
            mark);
      }
    });
  }

  private static RandomAccount deposited(RandomAccount account, String asset, Decimal amount) {
    List<Balance> balances = new ArrayList<>();
    Decimal held = Decimal.ZERO;
    for (Balance balance : account.account().balances()) {
      if (balance.asset().equals(asset)) {
        held = balance.quantity();
      } else {
        balances.add(balance);
      }
    }
    balances.add(new Balance(asset, held.plus(amount)));
    return account.withBalances(balances);
  }

  private static void assertNotNearer(
      LiquidationPrice before, LiquidationPrice after, Decimal mark) {
    if (before instanceof LiquidationPrice.None) {
      assertThat(after).isEqualTo(before);
    } else if (before instanceof LiquidationPrice.At was
        && after instanceof LiquidationPrice.At is) {
      Decimal distance = is.price().value().minus(mark).abs();
      assertThat(distance.plus(is.price().value().times(ROUNDING)))
          .isGreaterThanOrEqualTo(was.price().value().minus(mark).abs());
    }
  }

  /** |B − required| is no more than quotients may have been rounded by. */
  private static void assertCovers(ScopeMargin scope, Decimal required, Decimal notional) {
    Decimal size = scope
        .marginBalance()
        .amount()
        .abs()
        .plus(scope.maintenanceMargin().amount())
        .plus(notional);
    assertThat(scope.marginBalance().amount().minus(required).abs())
        .as("%s covers %s", scope.marginBalance(), required)
        .isLessThanOrEqualTo(size.times(ROUNDING));
  }

  private void checkInstruments(long seed, Consumer<Place> law) {
    RandomBlock.check(seed, (account, random) -> {
      Evaluation evaluation = engine.evaluate(account.resolved());
      Set<String> seen = new HashSet<>();
      for (int row = 0; row < account.account().positions().size(); row++) {
        Place place = new Place(engine, account, evaluation, row);
        if (seen.add(place.margin().scopeId() + " " + place.instrumentId())) {
          law.accept(place);
        }
      }
    });
  }

  private static ScopeMargin scopeOf(Evaluation evaluation, String scopeId) {
    return evaluation.margin().scopes().stream()
        .filter(scope -> scope.scopeId().equals(scopeId))
        .findFirst()
        .orElseThrow();
  }

  /** One instrument in one scope of an account. */
  private record Place(MarginEngine engine, RandomAccount account, Evaluation evaluation, int row) {

    String instrumentId() {
      return account.account().positions().get(row).instrumentId();
    }

    PositionMargin margin() {
      return evaluation.margin().positions().get(row);
    }

    PositionLiquidation liquidation() {
      return evaluation.liquidations().get(row);
    }

    ScopeMargin scope() {
      return scopeOf(evaluation, margin().scopeId());
    }

    Price mark() {
      return account.mark(instrumentId());
    }

    /** The liquidation prices, of which there may be none, one or two. */
    List<Price> prices() {
      List<Price> prices = new ArrayList<>();
      if (liquidation().liquidationPrice() instanceof LiquidationPrice.At at) {
        prices.add(at.price());
      }
      liquidation().liquidationPriceOtherSide().ifPresent(prices::add);
      return prices;
    }

    /** The scope with the mark of the instrument at another price. */
    ScopeMargin scopeAt(Price price) {
      return engine
          .evaluateMargin(account.withMark(instrumentId(), price).resolved())
          .scopes()
          .stream()
          .filter(scope -> scope.scopeId().equals(margin().scopeId()))
          .findFirst()
          .orElseThrow();
    }

    Decimal requiredAt(ScopeMargin there) {
      Decimal trigger = account.rules().conventions().liquidationTrigger().fraction();
      return there.maintenanceMargin().amount().times(trigger);
    }

    Decimal notionalAt(Price price) {
      return MarginOracle.of(account.withMark(instrumentId(), price))
          .notional(margin().scopeId())
          .toInput();
    }

    Price between(Price price, Decimal part) {
      Decimal way = price.value().minus(mark().value()).times(part);
      return new Price(mark().value().plus(way));
    }

    /** Whether a price is the mark as far as a rounded quotient can tell. */
    boolean isAtMark(Price price) {
      Decimal difference = price.value().minus(mark().value()).abs();
      return !difference.isGreaterThan(mark().value().times(ROUNDING));
    }

    /** Whether the scope has fallen one tick further out; a price below one tick has no such place. */
    boolean fallsBeyond(Price price) {
      Instrument instrument = account.rules().instruments().get(instrumentId());
      Decimal tick = instrument.tickSize().orElseThrow().value();
      boolean isBelow = price.compareTo(mark()) < 0 || isAtMark(price);
      boolean isAbove = price.compareTo(mark()) > 0 || isAtMark(price);
      return (isBelow && !standsAt(price.value().minus(tick)))
          || (isAbove && !standsAt(price.value().plus(tick)));
    }

    private boolean standsAt(Decimal price) {
      return price.isPositive() && scopeAt(new Price(price)).status().stands();
    }

    /** Where no liquidation price lies, the scope stands however far the price goes. */
    void assertStandsOnOpenSides() {
      if (!scope().status().stands()) {
        return;
      }
      boolean isAtMark = prices().stream().anyMatch(this::isAtMark);
      boolean fallsBelow = prices().stream().anyMatch(price -> price.compareTo(mark()) < 0);
      boolean fallsAbove = prices().stream().anyMatch(price -> price.compareTo(mark()) > 0);
      for (Decimal factor : FAR) {
        boolean isOpen = factor.isLessThan(Decimal.ONE) ? !fallsBelow : !fallsAbove;
        if (isOpen && !isAtMark) {
          assertThat(standsAt(mark().value().times(factor)))
              .as("at %s marks", factor)
              .isTrue();
        }
      }
    }

    boolean isOneSided() {
      return evaluation.margin().positions().stream()
          .filter(each -> each.scopeId().equals(margin().scopeId()))
          .filter(each -> instrumentOf(each).instrumentId().equals(instrumentId()))
          .allMatch(each -> each.side() == margin().side());
    }

    private Instrument instrumentOf(PositionMargin each) {
      Position position = account.account().positions().stream()
          .filter(given -> given.positionId().equals(each.positionId()))
          .findFirst()
          .orElseThrow();
      return account.instrument(position);
    }

    /** trigger·dMM/dN stays below 1 − the haircut of the settlement asset. */
    boolean hasModestRates() {
      Instrument instrument = account.rules().instruments().get(instrumentId());
      List<Tier> tiers = ((MarginalTiers) instrument.requirement()).tiers();
      Decimal highest = tiers.get(tiers.size() - 1).maintenanceRate().fraction();
      Decimal trigger = account.rules().conventions().liquidationTrigger().fraction();
      boolean isCut = margin().scopeId().equals("cross")
          && account.rules().conventions().collateralMode() == CollateralMode.MULTI_ASSET;
      Decimal haircut = isCut
              && account.rules().asset(instrument.settlementAsset()).haircut()
                  instanceof Haircut.Flat flat
          ? flat.rate().fraction()
          : Decimal.ZERO;
      return highest.times(trigger).isLessThan(Decimal.ONE.minus(haircut));
    }
  }
}
