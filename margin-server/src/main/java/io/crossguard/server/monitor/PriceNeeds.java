package io.crossguard.server.monitor;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The prices that the margin of an account depends on: those of what it holds and has ordered, of
 * what that settles in, and of the roots of both. An account is evaluated with these prices alone,
 * so that a dependency that were missing here could not go unnoticed.
 *
 * @param instruments whose marks and option quotes count
 * @param assets whose indexes count
 * @param ofTime whether the time of the prices counts: it does for options
 */
record PriceNeeds(Set<String> instruments, Set<String> assets, boolean ofTime) {

  PriceNeeds {
    instruments = Set.copyOf(instruments);
    assets = Set.copyOf(assets);
  }

  static PriceNeeds of(Account account, RuleSet rules) {
    Set<String> instruments = new LinkedHashSet<>();
    account.positions().stream().map(Position::instrumentId).forEach(instruments::add);
    account.orders().stream().map(Order::instrumentId).forEach(instruments::add);
    Set<String> held = new LinkedHashSet<>();
    account.balances().stream().map(Balance::asset).forEach(held::add);
    Set<String> assets = new LinkedHashSet<>();
    boolean ofTime = false;
    for (String instrumentId : instruments) {
      Optional<Instrument> instrument = rules.instrument(instrumentId);
      instrument.map(Instrument::settlementAsset).ifPresent(held::add);
      instrument.map(Instrument::root).ifPresent(assets::add);
      ofTime |= instrument.flatMap(Instrument::option).isPresent();
    }
    for (String asset : held) {
      assets.add(asset);
      assets.add(rules.root(asset));
    }
    // Its index is 1 wherever it is given, which is checked for the market as a whole.
    assets.remove(rules.quoteCurrency());
    return new PriceNeeds(instruments, assets, ofTime);
  }
}
