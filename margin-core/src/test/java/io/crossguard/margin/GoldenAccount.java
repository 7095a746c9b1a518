package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Band;
import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.rules.LinearInSize;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.OrderMargin;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.PowerOfNotional;
import io.crossguard.margin.rules.ProfitWeight;
import io.crossguard.margin.rules.RateSchedule;
import io.crossguard.margin.rules.Release;
import io.crossguard.margin.rules.RequirementBases;
import io.crossguard.margin.rules.RequirementBasis;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Fraction;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import io.crossguard.margin.value.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The account of one line of a golden file. Columns hold lists; their items are separated by commas
 * and the words of an item by spaces.
 *
 * <pre>
 *   rules        SINGLE_ASSET or MULTI_ASSET, then what differs: ONE_WAY, ENTRY (every basis),
 *                trigger=1.05, atTrigger, backstop=0.5, band:reminder=1.5,
 *                orders=COST with openingFee=, closingFee=, feeAtBankruptcy, ordersJoinMaintenance,
 *                release=PROFIT_LEAVES with notionalShare=, maintenanceMultiple=,
 *                haircut:BTC=0.05 or by slices 0:0/5000:0.05, initialHaircut:BTC=,
 *                liability:SOL=balance/initialBalance/maintenance/initial
 *   instruments  BTCUSDT LINEAR BTC USDT 1 0:0.004:125/50000:0.005:100
 *                id, payoff, root, settlement asset, multiplier, then each tier as
 *                floor:maintenanceRate:leverageMax, or with a fourth part the initial rate; or
 *                size/initialBase/initialSlope/maintenanceBase/maintenanceSlope, or
 *                power/initialBase/maintenanceBase/initialFactor; then what joins:
 *                fee=0.0006 MARK MAINTENANCE (basis, and INITIAL, MAINTENANCE or BOTH),
 *                added=initial/maintenance, profit=0.95
 *   prices       BTCUSDT=31967.27, the mark of an instrument or else the index of an asset
 *   balances     USDT=1535443.01
 *   positions    BTCUSDT 109.488 @32481.98, then x20 for a leverage, isolated=500 for a margin; the
 *                first is p1, the second p2; an open order begins with the word order
 * </pre>
 */
record GoldenAccount(
    String rules, String instruments, String prices, String balances, String positions) {

  private static final String QUOTE = "USD";

  ResolvedAccount resolved() {
    Map<String, Instrument> contracts = new LinkedHashMap<>();
    for (String item : items(instruments)) {
      Instrument contract = instrument(words(item));
      contracts.put(contract.instrumentId(), contract);
    }
    return ResolvedAccount.of(
        new Account("golden", balanceList(), positionList(), orderList()),
        market(contracts),
        new RuleSet("golden", "1", QUOTE, conventions(), assets(), contracts));
  }

  private Conventions conventions() {
    List<String> words = words(rules);
    RequirementBasis basis =
        words.contains("ENTRY") ? RequirementBasis.ENTRY : RequirementBasis.MARK;
    return Conventions.builder(CollateralMode.valueOf(words.get(0)))
        .positionMode(words.contains("ONE_WAY") ? PositionMode.ONE_WAY : PositionMode.HEDGE)
        .liquidationTrigger(setting(words, "trigger").map(Rate::new).orElse(Rate.ONE))
        .liquidatesAtTrigger(words.contains("atTrigger"))
        .backstopLevel(setting(words, "backstop").map(Rate::new))
        .bases(new RequirementBases(basis, basis, basis, basis))
        .orderMargin(orderMargin(words))
        .release(release(words))
        .bands(named(words, "band:").entrySet().stream()
            .map(band -> new Band(band.getKey(), Decimal.parse(band.getValue())))
            .toList())
        .build();
  }

  private static OrderMargin orderMargin(List<String> words) {
    return new OrderMargin(
        text(words, "orders").map(OrderMargin.Kind::valueOf).orElse(OrderMargin.Kind.NONE),
        words.contains("ordersJoinMaintenance"),
        rate(words, "openingFee"),
        rate(words, "closingFee"),
        words.contains("feeAtBankruptcy"));
  }

  private static Release release(List<String> words) {
    return new Release(
        text(words, "release").map(Release.Kind::valueOf).orElse(Release.Kind.LOSS_COUNTS),
        setting(words, "notionalShare").orElse(Decimal.ZERO),
        setting(words, "maintenanceMultiple").orElse(Decimal.ZERO));
  }

  private static Optional<String> text(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst();
  }

  private static Optional<Decimal> setting(List<String> words, String name) {
    return text(words, name).map(Decimal::parse);
  }

  private static Rate rate(List<String> words, String name) {
    return setting(words, name).map(Rate::new).orElse(Rate.ZERO);
  }

  /** The values of all words that begin alike, by what stands before the equals sign. */
  private static Map<String, String> named(List<String> words, String prefix) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : words) {
      if (word.startsWith(prefix)) {
        String[] parts = word.substring(prefix.length()).split("=", 2);
        values.put(parts[0], parts[1]);
      }
    }
    return values;
  }

  private Map<String, CollateralAsset> assets() {
    List<String> words = words(rules);
    Map<String, String> haircuts = named(words, "haircut:");
    Map<String, String> initialHaircuts = named(words, "initialHaircut:");
    Map<String, String> liabilities = named(words, "liability:");
    TreeSet<String> names = new TreeSet<>(haircuts.keySet());
    names.addAll(initialHaircuts.keySet());
    names.addAll(liabilities.keySet());
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    for (String name : names) {
      String haircut = haircuts.getOrDefault(name, "0");
      assets.put(
          name,
          new CollateralAsset(
              name,
              name,
              haircut(haircut),
              haircut(initialHaircuts.getOrDefault(name, haircut)),
              liabilityWeights(liabilities.getOrDefault(name, "1/1/0/0"))));
    }
    return assets;
  }

  private static Haircut haircut(String text) {
    if (!text.contains(":")) {
      return new Haircut.Flat(new Rate(Decimal.parse(text)));
    }
    return new Haircut.Slices(Arrays.stream(text.split("/", -1))
        .map(slice -> slice.split(":", 2))
        .map(parts ->
            new Haircut.Slices.Slice(Decimal.parse(parts[0]), new Rate(Decimal.parse(parts[1]))))
        .toList());
  }

  private static LiabilityWeights liabilityWeights(String text) {
    List<Decimal> parts = decimals(text, "/");
    return new LiabilityWeights(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  private static List<Decimal> decimals(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).map(Decimal::parse).toList();
  }

  private static Instrument instrument(List<String> words) {
    return new Instrument(
        words.get(0),
        InstrumentKind.PERPETUAL,
        Payoff.valueOf(words.get(1)),
        words.get(2),
        words.get(3),
        Decimal.parse(words.get(4)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        schedule(words.get(5)),
        terms(words),
        profitWeights(words));
  }

  private static RateSchedule schedule(String text) {
    String[] kind = text.split("/", 2);
    return switch (kind[0]) {
      case "size" -> linearInSize(decimals(kind[1], "/"));
      case "power" -> powerOfNotional(decimals(kind[1], "/"));
      default ->
        new MarginalTiers(
            Arrays.stream(text.split("/", -1)).map(GoldenAccount::tier).toList());
    };
  }

  private static LinearInSize linearInSize(List<Decimal> parts) {
    return new LinearInSize(
        new LinearInSize.SizeRate(new Rate(parts.get(0)), parts.get(1)),
        new LinearInSize.SizeRate(new Rate(parts.get(2)), parts.get(3)));
  }

  private static PowerOfNotional powerOfNotional(List<Decimal> parts) {
    return new PowerOfNotional(new Rate(parts.get(0)), new Rate(parts.get(1)), parts.get(2));
  }

  private static RequirementTerms terms(List<String> words) {
    List<Decimal> added = decimals(text(words, "added").orElse("0/0"), "/");
    ClosingFee fee =
        text(words, "fee").map(rate -> closingFee(rate, words)).orElse(ClosingFee.NONE);
    return new RequirementTerms(fee, added.get(0), added.get(1), Decimal.ZERO, Decimal.ZERO);
  }

  private static ClosingFee closingFee(String rate, List<String> words) {
    int place = words.indexOf("fee=" + rate);
    String joins = words.get(place + 2);
    return new ClosingFee(
        new Rate(Decimal.parse(rate)),
        ClosingFee.Basis.valueOf(words.get(place + 1)),
        !joins.equals("MAINTENANCE"),
        !joins.equals("INITIAL"));
  }

  private static Instrument.ProfitWeights profitWeights(List<String> words) {
    ProfitWeight weight = setting(words, "profit")
        .map(rate -> new ProfitWeight(new Rate(rate), Optional.empty()))
        .orElse(ProfitWeight.FULL);
    return new Instrument.ProfitWeights(weight, weight);
  }

  private static Tier tier(String text) {
    List<Decimal> parts = Arrays.stream(text.split(":", -1)).map(Decimal::parse).toList();
    Rate rate = new Rate(parts.get(1));
    return parts.size() == 3
        ? Tier.ofLeverage(parts.get(0), rate, parts.get(2))
        : new Tier(
            parts.get(0),
            rate,
            Optional.empty(),
            Fraction.of(parts.get(3)),
            Fraction.of(parts.get(2)));
  }

  private MarketSnapshot market(Map<String, Instrument> contracts) {
    Map<String, Price> marks = new LinkedHashMap<>();
    Map<String, Price> indexes = new LinkedHashMap<>();
    for (String item : items(prices)) {
      String[] parts = item.split("=", 2);
      Price price = new Price(Decimal.parse(parts[1]));
      (contracts.containsKey(parts[0]) ? marks : indexes).put(parts[0], price);
    }
    return new MarketSnapshot(Optional.empty(), marks, indexes);
  }

  private List<Balance> balanceList() {
    return items(balances).stream()
        .map(item -> item.split("=", 2))
        .map(parts -> new Balance(parts[0], Decimal.parse(parts[1])))
        .toList();
  }

  private List<Position> positionList() {
    List<Position> list = new ArrayList<>();
    for (List<String> words : rows(false)) {
      list.add(new Position(
          "p" + (list.size() + 1),
          words.get(0),
          new Quantity(Decimal.parse(words.get(1))),
          price(words),
          leverage(words),
          setting(words, "isolated")
              .<MarginMode>map(MarginMode.Isolated::new)
              .orElseGet(MarginMode.Cross::new)));
    }
    return list;
  }

  private List<Order> orderList() {
    List<Order> list = new ArrayList<>();
    for (List<String> words : rows(true)) {
      list.add(new Order(
          "o" + (list.size() + 1),
          words.get(1),
          new Quantity(Decimal.parse(words.get(2))),
          price(words),
          false,
          false,
          leverage(words)));
    }
    return list;
  }

  private List<List<String>> rows(boolean areOrders) {
    return items(positions).stream()
        .map(GoldenAccount::words)
        .filter(words -> words.get(0).equals("order") == areOrders)
        .toList();
  }

  private static Price price(List<String> words) {
    return words.stream()
        .filter(word -> word.startsWith("@"))
        .map(word -> new Price(Decimal.parse(word.substring(1))))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Decimal> leverage(List<String> words) {
    return words.stream()
        .filter(word -> word.matches("x[0-9.]+"))
        .map(word -> Decimal.parse(word.substring(1)))
        .findFirst();
  }

  private static List<String> items(String column) {
    return column == null
        ? List.of()
        : Arrays.stream(column.split(",", -1)).map(String::trim).toList();
  }

  private static List<String> words(String item) {
    return List.of(item.trim().split(" +", -1));
  }
}
