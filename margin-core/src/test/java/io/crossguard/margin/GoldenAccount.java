package io.crossguard.margin;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.MarginalTiers;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.rules.PositionMode;
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

/**
 * The account of one line of a golden file. Columns hold lists; their items are separated by commas
 * and the words of an item by spaces.
 *
 * <pre>
 *   rules        SINGLE_ASSET or MULTI_ASSET, then what differs: ONE_WAY, trigger=1.05, haircut:BTC=0.05
 *   instruments  BTCUSDT LINEAR BTC USDT 1 0:0.004:125/50000:0.005:100
 *                id, payoff, root, settlement asset, multiplier, then each tier as
 *                floor:maintenanceRate:leverageMax, or with a fourth part the initial rate
 *   prices       BTCUSDT=31967.27, the mark of an instrument or else the index of an asset
 *   balances     USDT=1535443.01
 *   positions    BTCUSDT 109.488 @32481.98, then x20 for a leverage, isolated=500 for a margin; the
 *                first is p1, the second p2
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
        new Account("golden", balanceList(), positionList()),
        market(contracts),
        new RuleSet("golden", "1", QUOTE, conventions(), assets(), contracts));
  }

  private Conventions conventions() {
    List<String> words = words(rules);
    Conventions usual = Conventions.of(CollateralMode.valueOf(words.get(0)));
    return new Conventions(
        usual.collateralMode(),
        words.contains("ONE_WAY") ? PositionMode.ONE_WAY : PositionMode.HEDGE,
        usual.warningLevel(),
        setting(words, "trigger").map(Rate::new).orElse(usual.liquidationTrigger()));
  }

  private static Optional<Decimal> setting(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> Decimal.parse(word.substring(name.length() + 1)))
        .findFirst();
  }

  private Map<String, CollateralAsset> assets() {
    Map<String, CollateralAsset> assets = new LinkedHashMap<>();
    for (String word : words(rules)) {
      if (word.startsWith("haircut:")) {
        String[] parts = word.substring("haircut:".length()).split("=", 2);
        Haircut haircut = new Haircut.Flat(new Rate(Decimal.parse(parts[1])));
        assets.put(parts[0], new CollateralAsset(parts[0], parts[0], haircut));
      }
    }
    return assets;
  }

  private static Instrument instrument(List<String> words) {
    List<Tier> tiers =
        Arrays.stream(words.get(5).split("/", -1)).map(GoldenAccount::tier).toList();
    return new Instrument(
        words.get(0),
        InstrumentKind.PERPETUAL,
        Payoff.valueOf(words.get(1)),
        words.get(2),
        words.get(3),
        Decimal.parse(words.get(4)),
        Optional.empty(),
        Optional.empty(),
        new MarginalTiers(tiers));
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
    for (String item : items(positions)) {
      List<String> words = words(item);
      list.add(new Position(
          "p" + (list.size() + 1),
          words.get(0),
          new Quantity(Decimal.parse(words.get(1))),
          new Price(Decimal.parse(words.get(2).substring(1))),
          words.stream()
              .filter(word -> word.startsWith("x"))
              .map(word -> Decimal.parse(word.substring(1)))
              .findFirst(),
          setting(words, "isolated")
              .<MarginMode>map(MarginMode.Isolated::new)
              .orElseGet(MarginMode.Cross::new)));
    }
    return list;
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
