package io.crossguard.server.measurement;

import io.crossguard.v1.Account;
import io.crossguard.v1.Balance;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.MonitorUpdate;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Many accounts in 200 instruments of which it is known whom a tick alerts: every mark goes from 100
 * to 90 and back, and two accounts for each instrument are long 1,000 of it with 10,400 behind them.
 *
 * <pre>
 *   at 100  10,400 against 1,000 · 100 · 0.4 % = 400: healthy
 *   at 90   400 against 360: a warning
 * </pre>
 *
 * Their nine other positions add and take less than 1; all other accounts have a million behind
 * positions of at most 500 each.
 */
final class WatchedBook {
  static final int INSTRUMENTS = 200;
  static final int ALERTED_BY_A_TICK = 2;
  private static final int POSITIONS = 10;
  private static final int ACCOUNTS_OF_A_MESSAGE = 1_000;

  private final RuleSet rules;
  private final int accounts;

  /**
   * @param published a rule set whose first instrument requires 0.4 % up to 300,000
   * @param accounts at least 400
   */
  WatchedBook(RuleSet published, int accounts) {
    if (accounts < ALERTED_BY_A_TICK * INSTRUMENTS) {
      throw new IllegalArgumentException("there must be at least 400 accounts");
    }
    this.accounts = accounts;
    Instrument template = published.getInstruments(0);
    RuleSet.Builder builder = published.toBuilder().setRuleSetId("watched").clearInstruments();
    for (int i = 0; i < INSTRUMENTS; i++) {
      builder.addInstruments(
          template.toBuilder().setInstrumentId(instrumentId(i)).setRoot("R" + i));
    }
    this.rules = builder.build();
  }

  private static String instrumentId(int instrument) {
    return "I" + instrument;
  }

  /** What sets the stream up: a snapshot, and updates with the rest of the accounts. */
  List<MonitorMarginRequest.Builder> start() {
    List<MonitorMarginRequest.Builder> messages = new ArrayList<>();
    Snapshot.Builder snapshot = Snapshot.newBuilder()
        .setRuleSet(rules)
        .setView(EvaluateMarginRequest.View.BASIC)
        .addMarginRatioLevels("0.5");
    Market.Builder market = Market.newBuilder();
    for (int i = 0; i < INSTRUMENTS; i++) {
      market.addMarkPrices(mark(i, true));
    }
    messages.add(MonitorMarginRequest.newBuilder().setSnapshot(snapshot.setMarket(market)));
    for (int from = 0; from < accounts; from += ACCOUNTS_OF_A_MESSAGE) {
      MonitorUpdate.Builder update = MonitorUpdate.newBuilder();
      for (int i = from; i < Math.min(accounts, from + ACCOUNTS_OF_A_MESSAGE); i++) {
        update.addAccounts(account(i));
      }
      messages.add(MonitorMarginRequest.newBuilder().setUpdate(update));
    }
    return messages;
  }

  private static MarkPrice mark(int instrument, boolean isHigh) {
    return MarkPrice.newBuilder()
        .setInstrumentId(instrumentId(instrument))
        .setPrice(isHigh ? "100" : "90")
        .build();
  }

  /** The tick of a number, from 0: each instrument in turn, each time to its other mark. */
  static MonitorMarginRequest.Builder tick(int number) {
    boolean isHigh = number / INSTRUMENTS % 2 == 1;
    return MonitorMarginRequest.newBuilder()
        .setUpdate(MonitorUpdate.newBuilder()
            .setMarket(Market.newBuilder().addMarkPrices(mark(number % INSTRUMENTS, isHigh))));
  }

  /** The account that is alerted by the ticks of an instrument: its number modulo 200. */
  private Account account(int number) {
    boolean isAlerted = number < ALERTED_BY_A_TICK * INSTRUMENTS;
    Account.Builder account = Account.newBuilder()
        .setAccountId(Integer.toString(number))
        .addBalances(
            Balance.newBuilder().setAsset("USDT").setQuantity(isAlerted ? "10400" : "1000000"));
    for (int k = 0; k < POSITIONS; k++) {
      String quantity =
          isAlerted ? k == 0 ? "1000" : "0.01" : Integer.toString(1 + (number + k) % 5);
      boolean isShort = k % 2 == 1;
      account.addPositions(Position.newBuilder()
          .setPositionId("p" + k)
          .setInstrumentId(instrumentId((number + 13 * k) % INSTRUMENTS))
          .setQuantity(isShort ? "-" + quantity : quantity)
          .setEntryPrice("100")
          .setCross(Position.Cross.getDefaultInstance()));
    }
    return account.build();
  }

  /** The instrument whose ticks alert an account; -1 where none do. */
  static int alertingInstrument(String accountId) {
    int number = Integer.parseInt(accountId);
    return number < ALERTED_BY_A_TICK * INSTRUMENTS ? number % INSTRUMENTS : -1;
  }
}
