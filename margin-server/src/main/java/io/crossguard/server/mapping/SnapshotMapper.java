package io.crossguard.server.mapping;

import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Decimal;
import io.crossguard.server.mapping.RulesMapper.RulesOrName;
import io.crossguard.server.monitor.AdviceTerms;
import io.crossguard.v1.AccountClasses;
import io.crossguard.v1.MonitorAdvice;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a stream of watched accounts starts with. */
final class SnapshotMapper {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration PERIOD_MAX = Duration.ofHours(1);
  private static final Duration HEARTBEAT_MAX = Duration.ofMinutes(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final RulesMapper rulesMapper;

  SnapshotMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  MonitorMessage.Snapshot fromProto(Snapshot message, FieldPath field) {
    FieldPath accountsField = field.child("accounts");
    accountsField.requireAtMost(RequestLimits.ACCOUNTS_MAX, message.getAccountsCount());
    Reading<List<Account>> accounts =
        accountsField.each(message.getAccountsList(), AccountMapper::fromProto);
    Reading<MarketSnapshot> market = MarketMapper.fromProto(
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.getAccountsList().stream().map(Optional::of).allMatch(AccountMapper::isEmpty),
        field.child("market"));
    Reading<RulesOrName> rules = rulesMapper.fromProto(
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        field);
    Reading<Boolean> isFull = AccountReading.isFull(message.getView(), field.child("view"));
    Reading<List<Decimal>> levels = levels(message, field.child("marginRatioLevels"));
    Reading<Optional<Duration>> period = period(message, field.child("period"));
    Reading<Duration> heartbeat = heartbeat(message, field.child("heartbeat"));
    Reading<Optional<Advice>> advice =
        message.hasAdvice() ? advice(message, field.child("advice")) : Reading.of(Optional.empty());
    field.violations().throwIfMalformed();
    KnownRuleSet known = rules.get().orThrow();
    field.violations().throwIfInconsistent();
    return new MonitorMessage.Snapshot(
        accounts.get(),
        market.get(),
        known,
        isFull.get(),
        levels.get(),
        period.get(),
        heartbeat.get(),
        advice.get().map(read -> read.terms(known)));
  }

  private static Reading<List<Decimal>> levels(Snapshot message, FieldPath field) {
    field.requireAtMost(RequestLimits.LEVELS_MAX, message.getMarginRatioLevelsCount());
    Reading<List<Decimal>> levels = field.each(
        message.getMarginRatioLevelsList(),
        (digits, place) -> DecimalMapper.fromProto(digits, DecimalRule.POSITIVE, place));
    if (levels.isFailed()) {
      return levels;
    }
    Set<Decimal> seen = new HashSet<>();
    for (int i = 0; i < levels.get().size(); i++) {
      if (!seen.add(levels.get().get(i))) {
        field.at(i).inconsistency("must not repeat '" + levels.get().get(i) + "'");
      }
    }
    return levels;
  }

  private static Reading<Optional<Duration>> period(Snapshot message, FieldPath field) {
    if (!message.hasPeriod()) {
      return Reading.of(Optional.empty());
    }
    Reading<Duration> period = DurationMapper.fromProto(
        message.getPeriod(), LEAST, PERIOD_MAX, "from 1 second to 1 hour", field);
    return field.reading(() -> Optional.of(period.get()));
  }

  private static Reading<Duration> heartbeat(Snapshot message, FieldPath field) {
    return message.hasHeartbeat()
        ? DurationMapper.fromProto(
            message.getHeartbeat(), LEAST, HEARTBEAT_MAX, "from 1 second to 5 minutes", field)
        : Reading.of(HEARTBEAT);
  }

  private static Reading<Optional<Advice>> advice(Snapshot snapshot, FieldPath field) {
    MonitorAdvice message = snapshot.getAdvice();
    Reading<RiskInputs> riskInputs =
        RiskInputsMapper.fromProto(message.getRiskInputs(), field.child("riskInputs"));
    Reading<AdvisorPolicy> policy =
        AdvisorPolicyMapper.fromProto(message.getPolicy(), field.child("policy"));
    Reading<Optional<VenueCapabilities>> venue = AdviceRequestMapper.venue(
        message.hasVenueCapabilities()
            ? Optional.of(message.getVenueCapabilities())
            : Optional.empty(),
        field.child("venueCapabilities"));
    FieldPath classesField = field.child("previousClasses");
    classesField.requireAtMost(RequestLimits.ACCOUNTS_MAX, message.getPreviousClassesCount());
    Set<String> accountIds = snapshot.getAccountsList().stream()
        .map(io.crossguard.v1.Account::getAccountId)
        .collect(Collectors.toSet());
    Reading<List<NamedRow<Map<String, Classification>>>> classes = classesField.each(
        message.getPreviousClassesList(), (row, place) -> classes(row, accountIds, place));
    return field.reading(() -> Optional.of(
        new Advice(riskInputs.get(), policy.get(), venue.get(), NamedRow.byName(classes.get()))));
  }

  private static Reading<NamedRow<Map<String, Classification>>> classes(
      AccountClasses message, Set<String> accountIds, FieldPath field) {
    FieldPath nameField = field.child("accountId");
    Reading<String> accountId = IdentifierMapper.fromProto(message.getAccountId(), nameField);
    if (!accountId.isFailed() && !accountIds.contains(message.getAccountId())) {
      nameField.inconsistency(
          "must be an account of the snapshot: '" + message.getAccountId() + "' is not");
    }
    Reading<Map<String, Classification>> classes =
        AdviceRequestMapper.previousClasses(message.getClassesList(), field.child("classes"));
    return field.reading(() -> new NamedRow<>(accountId.get(), classes.get(), nameField));
  }

  /** What was read of advice, while the rules may be unknown. */
  private record Advice(
      RiskInputs riskInputs,
      AdvisorPolicy policy,
      Optional<VenueCapabilities> venue,
      Map<String, Map<String, Classification>> previousClasses) {

    AdviceTerms terms(KnownRuleSet rules) {
      return new AdviceTerms(riskInputs, policy, venue.orElse(rules.venue()), previousClasses);
    }
  }
}
