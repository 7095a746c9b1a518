package io.crossguard.advisor;

import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A random account as plain values, so that laws can transform it.
 *
 * @param cash USDT in the wallet
 * @param coins amounts of root coins in the wallet
 * @param positions in any order
 * @param volatilities by root
 * @param haircut of every coin
 */
record RandomPortfolio(
    Decimal cash,
    Map<String, Decimal> coins,
    List<Row> positions,
    Map<String, Decimal> volatilities,
    Decimal haircut) {

  private static final List<String> ROOTS = List.of("BTC", "ETH", "SOL", "DOGE");
  static final Map<String, Decimal> PRICES = Map.of(
      "BTC", decimal("60000"),
      "ETH", decimal("3000"),
      "SOL", decimal("150"),
      "DOGE", decimal("0.2"),
      "DUST", decimal("1"));

  /** One position. */
  record Row(
      String id,
      String root,
      boolean isDated,
      Decimal quantity,
      Decimal mark,
      Decimal entry,
      Decimal maintenance,
      Decimal initial,
      Optional<Decimal> margin) {

    Row withQuantity(Decimal other) {
      return new Row(id, root, isDated, other, mark, entry, maintenance, initial, margin);
    }

    Row withEntry(Decimal other) {
      return new Row(id, root, isDated, quantity, mark, other, maintenance, initial, margin);
    }

    Row withId(String other) {
      return new Row(other, root, isDated, quantity, mark, entry, maintenance, initial, margin);
    }

    Row withMargin(Optional<Decimal> other) {
      return new Row(id, root, isDated, quantity, mark, entry, maintenance, initial, other);
    }

    Decimal unrealizedPnl() {
      return quantity.times(mark.minus(entry));
    }

    Decimal notional() {
      return quantity.abs().times(mark);
    }
  }

  static RandomPortfolio of(Random random) {
    return of(random, true, true);
  }

  static RandomPortfolio of(Random random, boolean withCoins, boolean withIsolated) {
    Decimal cash = whole(random, 1_000, 400_000);
    Map<String, Decimal> coins = new LinkedHashMap<>();
    if (withCoins) {
      for (String root : ROOTS) {
        if (random.nextInt(3) == 0) {
          coins.put(root, amount(root, random));
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    // Most are small, so that many can be looked at.
    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 6 : 3);
    for (int i = 0; i < count; i++) {
      rows.add(row("p" + i, random, withIsolated));
    }
    if (random.nextBoolean()) {
      rows.add(opposite(rows.get(0), "pair", random));
    }
    Map<String, Decimal> volatilities = new LinkedHashMap<>();
    for (String root : ROOTS) {
      volatilities.put(root, thousandths(random, 10, 90));
    }
    return new RandomPortfolio(cash, coins, rows, volatilities, thousandths(random, 0, 200));
  }

  private static Row row(String id, Random random, boolean withIsolated) {
    String root = ROOTS.get(random.nextInt(ROOTS.size()));
    Decimal price = price(root);
    boolean isDated = random.nextInt(4) == 0;
    Decimal mark = isDated ? price.times(decimal("1").plus(thousandths(random, -20, 20))) : price;
    Decimal quantity = amount(root, random);
    Decimal entry =
        random.nextBoolean() ? mark : mark.times(decimal("1").plus(thousandths(random, -100, 100)));
    Decimal maintenance = thousandths(random, 4, 25);
    Decimal initial = maintenance.times(Decimal.of(2 + random.nextInt(4)));
    boolean isIsolated = withIsolated && random.nextInt(3) == 0;
    Decimal margin = quantity.times(mark).times(thousandths(random, 30, 400)).plus(mark);
    return new Row(
        id,
        root,
        isDated,
        random.nextBoolean() ? quantity : quantity.negated(),
        mark,
        entry,
        maintenance,
        initial,
        isIsolated ? Optional.of(margin) : Optional.empty());
  }

  private static Row opposite(Row row, String id, Random random) {
    Decimal share = decimal("1").plus(thousandths(random, -60, 250));
    Decimal quantity = row.quantity().negated().times(share);
    return new Row(
        id,
        row.root(),
        false,
        quantity,
        price(row.root()),
        price(row.root()),
        row.maintenance(),
        row.initial(),
        Optional.empty());
  }

  private static Decimal amount(String root, Random random) {
    Decimal value = whole(random, 500, 300_000);
    return value.dividedBy(price(root)).roundedUpTo(decimal("0.001"));
  }

  static Decimal price(String root) {
    return Optional.ofNullable(PRICES.get(root)).orElseThrow();
  }

  RandomPortfolio withPositions(List<Row> other) {
    return new RandomPortfolio(cash, coins, other, volatilities, haircut);
  }

  RandomPortfolio mapPositions(UnaryOperator<Row> change) {
    return withPositions(positions.stream().map(change).toList());
  }

  RandomPortfolio plus(Row row) {
    List<Row> more = new ArrayList<>(positions);
    more.add(row);
    return withPositions(more);
  }

  RandomPortfolio withCash(Decimal other) {
    return new RandomPortfolio(other, coins, positions, volatilities, haircut);
  }

  RandomPortfolio withVolatilities(Map<String, Decimal> other) {
    return new RandomPortfolio(cash, coins, positions, other, haircut);
  }

  RandomPortfolio scaledBy(Decimal factor) {
    Map<String, Decimal> more = new LinkedHashMap<>();
    coins.forEach((asset, amount) -> more.put(asset, amount.times(factor)));
    return new RandomPortfolio(
        cash.times(factor),
        more,
        positions.stream()
            .map(row -> row.withQuantity(row.quantity().times(factor))
                .withMargin(row.margin().map(factor::times)))
            .toList(),
        volatilities,
        haircut);
  }

  AccountFixture fixture() {
    AccountFixture fixture = new AccountFixture().balance("USDT", cash);
    PRICES.forEach((root, price) -> fixture.index(root, price.toString()));
    coins.forEach(
        (asset, amount) -> fixture.asset(asset, asset, haircut.toString()).balance(asset, amount));
    return withPositions(fixture);
  }

  /** The same with every price in thousands of the quote currency. */
  AccountFixture fixtureInThousands() {
    AccountFixture fixture = fixture();
    Decimal thousandth = decimal("0.001");
    PRICES.forEach((root, price) -> fixture.index(root, price.times(thousandth).toString()));
    return fixture.index("USDT", thousandth.toString());
  }

  /** The same with each coin replaced by one that stands for it. */
  AccountFixture wrappedFixture() {
    AccountFixture fixture = new AccountFixture().balance("USDT", cash);
    PRICES.forEach((root, price) -> fixture.index(root, price.toString()));
    coins.forEach((asset, amount) -> fixture
        .asset("W" + asset, "W" + asset, haircut.toString())
        .index("W" + asset, price(asset).toString())
        .balance("W" + asset, amount)
        .conversion("W" + asset, asset, "1"));
    return withPositions(fixture);
  }

  private AccountFixture withPositions(AccountFixture fixture) {
    volatilities.forEach((root, volatility) -> fixture.volatility(root, volatility.toString()));
    for (Row row : positions) {
      String instrument = row.id() + "-contract";
      if (row.isDated()) {
        fixture.future(
            instrument, row.root(), row.maintenance().toString(), row.initial().toString(), 2_000);
      } else {
        fixture.perpetual(
            instrument, row.root(), row.maintenance().toString(), row.initial().toString());
      }
      fixture.mark(instrument, row.mark().toString());
      fixture.position(row.id(), instrument, row.quantity(), row.entry(), row.margin());
    }
    return fixture;
  }

  AdviceRequest request() {
    return fixture().request();
  }

  static Decimal whole(Random random, int from, int to) {
    return Decimal.of(from + random.nextInt(to - from));
  }

  static Decimal thousandths(Random random, int from, int to) {
    return Decimal.of(from + random.nextInt(to - from)).times(decimal("0.001"));
  }

  static Decimal decimal(String text) {
    return Decimal.parse(text);
  }
}
