package io.crossguard.server.mapping;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.classification.PositionTag;
import io.crossguard.advisor.order.IntendedTrade;
import io.crossguard.advisor.order.OrderRequest;
import io.crossguard.advisor.policy.AdvisorPolicy;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.server.mapping.RulesMapper.RulesOrName;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.PreviousClass;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendOrderModeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is asked of the advisor. What is said of the owner is not looked at. */
public final class AdviceRequestMapper {
  private final RulesMapper rulesMapper;

  public AdviceRequestMapper(KnownRuleSets knownRuleSets) {
    this.rulesMapper = new RulesMapper(knownRuleSets);
  }

  /**
   * @throws RequestException with everything that is wrong with the request
   */
  public AskedAdvice fromProto(ClassifyPositionsRequest message) {
    return fromProto(new Parts(
        message.hasAccount() ? Optional.of(message.getAccount()) : Optional.empty(),
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        message.getRiskInputs(),
        message.getPolicy(),
        message.hasVenueCapabilities()
            ? Optional.of(message.getVenueCapabilities())
            : Optional.empty(),
        message.getPreviousClassesList(),
        message.getTagsList()));
  }

  /**
   * @throws RequestException with everything that is wrong with the request
   */
  public AskedAdvice fromProto(RecommendMarginModesRequest message) {
    return fromProto(new Parts(
        message.hasAccount() ? Optional.of(message.getAccount()) : Optional.empty(),
        message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
        message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
        message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
        message.getRiskInputs(),
        message.getPolicy(),
        message.hasVenueCapabilities()
            ? Optional.of(message.getVenueCapabilities())
            : Optional.empty(),
        message.getPreviousClassesList(),
        message.getTagsList()));
  }

  /**
   * @throws RequestException with everything that is wrong with the request
   */
  public AskedOrder fromProto(RecommendOrderModeRequest message) {
    FieldPath request = FieldPath.ofRequest(new Violations());
    Reading<IntendedTrade> trade = IntendedTradeMapper.fromProto(
        message.hasTrade() ? Optional.of(message.getTrade()) : Optional.empty(),
        request.child("trade"));
    AskedAdvice book = fromProto(
        new Parts(
            message.hasAccount() ? Optional.of(message.getAccount()) : Optional.empty(),
            message.hasMarket() ? Optional.of(message.getMarket()) : Optional.empty(),
            message.hasRuleSetId() ? Optional.of(message.getRuleSetId()) : Optional.empty(),
            message.hasRuleSet() ? Optional.of(message.getRuleSet()) : Optional.empty(),
            message.getRiskInputs(),
            message.getPolicy(),
            message.hasVenueCapabilities()
                ? Optional.of(message.getVenueCapabilities())
                : Optional.empty(),
            message.getPreviousClassesList(),
            message.getTagsList()),
        request);
    OrderRequest order = Consistency.consistent(
        () -> new OrderRequest(book.request(), trade.get()), request.child("account"));
    return new AskedOrder(order, book.ruleSet());
  }

  private AskedAdvice fromProto(Parts parts) {
    return fromProto(parts, FieldPath.ofRequest(new Violations()));
  }

  private AskedAdvice fromProto(Parts parts, FieldPath request) {
    Violations violations = request.violations();
    FieldPath accountField = request.child("account");
    Reading<Account> account = AccountMapper.fromProto(parts.account(), accountField);
    Reading<MarketSnapshot> market = MarketMapper.fromProto(
        parts.market(), AccountMapper.isEmpty(parts.account()), request.child("market"));
    Reading<RulesOrName> rules = rulesMapper.fromProto(parts.ruleSetId(), parts.ruleSet(), request);
    Reading<RiskInputs> riskInputs =
        RiskInputsMapper.fromProto(parts.riskInputs(), request.child("riskInputs"));
    Reading<AdvisorPolicy> policy =
        AdvisorPolicyMapper.fromProto(parts.policy(), request.child("policy"));
    Reading<Optional<VenueCapabilities>> venue =
        venue(parts.venue(), request.child("venueCapabilities"));
    Reading<Map<String, Classification>> previousClasses =
        previousClasses(parts.previousClasses(), request.child("previousClasses"));
    Reading<List<PositionTag>> tags = tags(parts.tags(), request.child("tags"));
    violations.throwIfMalformed();

    KnownRuleSet known = rules.get().orThrow();
    ResolvedAccount resolved =
        Consistency.resolve(account.get(), market.get(), known.rules(), accountField);
    AdviceRequest advice = Consistency.consistent(
        () -> new AdviceRequest(
            resolved,
            riskInputs.get(),
            policy.get(),
            venue.get().orElse(known.venue()),
            previousClasses.get(),
            tags.get()),
        accountField);
    return new AskedAdvice(advice, known.reference(resolved.account()));
  }

  static Reading<Optional<VenueCapabilities>> venue(
      Optional<io.crossguard.v1.VenueCapabilities> message, FieldPath field) {
    if (message.isEmpty()) {
      return Reading.of(Optional.empty());
    }
    Reading<VenueCapabilities> venue = VenueCapabilitiesMapper.fromProto(message.get(), field);
    return field.reading(() -> Optional.of(venue.get()));
  }

  static Reading<Map<String, Classification>> previousClasses(
      List<PreviousClass> messages, FieldPath field) {
    field.requireAtMost(RequestLimits.RISK_ROWS_MAX, messages.size());
    Reading<List<NamedRow<Classification>>> rows =
        field.each(messages, AdviceRequestMapper::previousClass);
    return field.reading(() -> NamedRow.byName(rows.get()));
  }

  private static Reading<NamedRow<Classification>> previousClass(
      PreviousClass message, FieldPath field) {
    FieldPath groupField = field.child("hedgeGroupId");
    // The advisor makes these names from others, so they may be longer than a name of the caller.
    Reading<String> group = message.getHedgeGroupId().isEmpty()
        ? groupField.violation("must not be empty")
        : Reading.of(message.getHedgeGroupId());
    Reading<Classification> classification =
        ClassificationMapper.fromProto(message.getClassification(), field.child("classification"));
    return field.reading(() -> new NamedRow<>(group.get(), classification.get(), groupField));
  }

  private static Reading<List<PositionTag>> tags(
      List<io.crossguard.v1.PositionTag> messages, FieldPath field) {
    field.requireAtMost(RequestLimits.POSITIONS_MAX, messages.size());
    return field.each(messages, AdviceRequestMapper::tag);
  }

  private static Reading<PositionTag> tag(io.crossguard.v1.PositionTag message, FieldPath field) {
    Reading<String> positionId =
        IdentifierMapper.fromProto(message.getPositionId(), field.child("positionId"));
    return field.reading(() -> new PositionTag(positionId.get(), message.getTag()), Set.of("tag"));
  }

  /** What all requests of the advisor consist of. */
  private record Parts(
      Optional<io.crossguard.v1.Account> account,
      Optional<io.crossguard.v1.Market> market,
      Optional<String> ruleSetId,
      Optional<io.crossguard.v1.RuleSet> ruleSet,
      io.crossguard.v1.RiskInputs riskInputs,
      io.crossguard.v1.AdvisorPolicy policy,
      Optional<io.crossguard.v1.VenueCapabilities> venue,
      List<PreviousClass> previousClasses,
      List<io.crossguard.v1.PositionTag> tags) {}
}
