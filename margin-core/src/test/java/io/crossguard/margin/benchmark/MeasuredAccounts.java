package io.crossguard.margin.benchmark;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Tier;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Random accounts of a measured market, with values of positions from 100 to five million, made one
 * after another; and the same in flat doubles.
 */
final class MeasuredAccounts {
  private final MeasuredMarket market;
  private final Random random;
  private final int positions;
  private final int[] firsts;
  private final int[] instruments;
  private final double[] sizes;
  private final double[] entries;
  private final double[] wallets;

  MeasuredAccounts(MeasuredMarket market, int accounts, int positions, Random random) {
    this.market = market;
    this.random = random;
    this.positions = positions;
    this.firsts = new int[accounts + 1];
    this.instruments = new int[accounts * positions];
    this.sizes = new double[accounts * positions];
    this.entries = new double[accounts * positions];
    this.wallets = new double[accounts];
  }

  int count() {
    return wallets.length;
  }

  /** Of all accounts. */
  int positions() {
    return sizes.length;
  }

  /** Makes all, once. */
  void forEach(Consumer<ResolvedAccount> account) {
    MarketSnapshot snapshot = market.snapshot();
    for (int i = 0; i < wallets.length; i++) {
      account.accept(ResolvedAccount.of(account(i), snapshot, market.rules));
    }
  }

  private Account account(int number) {
    List<Position> held = new ArrayList<>();
    double needed = 0;
    for (int i = 0; i < positions; i++) {
      int p = number * positions + i;
      instruments[p] = random.nextInt(MeasuredMarket.INSTRUMENTS);
      double mark = market.mark(instruments[p]);
      double notional = 100 * Math.exp(random.nextDouble() * Math.log(50_000));
      long size = Math.max(1, Math.round(notional / mark * 1e6)) * (random.nextBoolean() ? 1 : -1);
      long entry = Math.max(1, Math.round(mark * 1e4 * (0.95 + 0.1 * random.nextDouble())));
      sizes[p] = size / 1e6;
      entries[p] = entry / 1e4;
      needed += notional * 0.1;
      held.add(new Position(
          "p" + i,
          MeasuredMarket.id(instruments[p]),
          new Quantity(Decimal.of(size).times(Decimal.parse("0.000001"))),
          new Price(Decimal.of(entry).times(Decimal.parse("0.0001"))),
          Optional.empty(),
          new MarginMode.Cross()));
    }
    firsts[number + 1] = firsts[number] + positions;
    wallets[number] = Math.round(needed * 2 * random.nextDouble());
    return new Account(
        "account-" + number,
        List.of(new Balance("USDT", Decimal.of((long) wallets[number]))),
        held);
  }

  /** The same, once they have been made. */
  DoubleBook inDoubles() {
    return new DoubleBook(
        market.marksInDoubles(),
        ofTiers(tier -> tier.notionalFloor()),
        ofTiers(tier -> tier.maintenanceRate().fraction()),
        ofTiers(tier -> tier.maintenanceDeduction().orElseThrow()),
        firsts,
        instruments,
        sizes,
        entries,
        wallets);
  }

  private double[][] ofTiers(Function<Tier, Decimal> figure) {
    return market.tiers().stream()
        .map(tiers ->
            tiers.stream().mapToDouble(tier -> figure.apply(tier).toStatistic()).toArray())
        .toArray(double[][]::new);
  }
}
