package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.Order;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.RuleSetReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule set: from a file of the server, or sent along with a request.
 *
 * @param message as it was stated
 * @param rules what is computed with
 * @param venue how margin modes work at the venue
 * @param examples which of its figures are made up
 */
public record KnownRuleSet(
    io.crossguard.v1.RuleSet message,
    RuleSet rules,
    VenueCapabilities venue,
    ExampleMarks examples) {
  public KnownRuleSet {
    requireNonNull(message, "message");
    requireNonNull(rules, "rules");
    requireNonNull(venue, "venue");
    requireNonNull(examples, "examples");
  }

  public String ruleSetId() {
    return rules.ruleSetId();
  }

  /** How a response that was computed for the account names it. */
  public RuleSetReference reference(Account account) {
    return reference(List.of(account));
  }

  /** How a response that was computed for these accounts names it. */
  public RuleSetReference reference(Collection<Account> accounts) {
    RuleSetReference.Builder reference = RuleSetReference.newBuilder()
        .setRuleSetId(rules.ruleSetId())
        .setVersion(rules.version())
        .setExample(examples.isWhole());
    return examples.isNone()
        ? reference.build()
        : reference.addAllExampleFigures(entering(accounts)).build();
  }

  private List<ExampleFigures> entering(Collection<Account> accounts) {
    Set<String> assets = new HashSet<>();
    Set<String> instruments = new HashSet<>();
    for (Account account : accounts) {
      account.balances().stream().map(Balance::asset).forEach(assets::add);
      account.positions().stream().map(Position::instrumentId).forEach(instruments::add);
      account.orders().stream().map(Order::instrumentId).forEach(instruments::add);
    }
    // Profit and loss join the balance of what they are settled in.
    instruments.forEach(instrumentId ->
        rules.instrument(instrumentId).map(Instrument::settlementAsset).ifPresent(assets::add));
    return examples.entering(assets, instruments);
  }
}
