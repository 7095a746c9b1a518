package io.crossguard.server.monitor;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.classification.Classification;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.RuleSet;
import java.util.Map;

/**
 * What advice is looked for about, as it was at one moment, so that the looking can take its time
 * beside what happens to the account.
 *
 * @param account the account
 * @param market all prices: the advisor looks at those of what is not held too
 * @param rules the rules
 * @param terms what the advice rests on
 * @param classes of the last advice by hedge group
 */
public record AdviceQuestion(
    Account account,
    MarketSnapshot market,
    RuleSet rules,
    AdviceTerms terms,
    Map<String, Classification> classes) {

  public AdviceQuestion {
    requireNonNull(account, "account");
    requireNonNull(market, "market");
    requireNonNull(rules, "rules");
    requireNonNull(terms, "terms");
    classes = Map.copyOf(classes);
  }

  public MarginModeAdvice ask(MarginModeAdvisor advisor) {
    return advisor.recommend(terms.request(ResolvedAccount.of(account, market, rules), classes));
  }
}
