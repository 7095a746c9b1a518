package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.KnownRuleSets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The rule sets that the server knows by name. */
public final class RuleSetCatalogue implements KnownRuleSets {
  private final Supplier<RuleSetsByName> current;

  /**
   * @param current what there is when it is asked; another answer replaces all at once
   */
  public RuleSetCatalogue(Supplier<RuleSetsByName> current) {
    this.current = requireNonNull(current, "current");
  }

  /** Those that come with the server. */
  public static RuleSetCatalogue ofBuiltIn() {
    return of(RuleSetsByName.builtIn());
  }

  /** These, and never others. */
  public static RuleSetCatalogue of(RuleSetsByName ruleSets) {
    return new RuleSetCatalogue(() -> ruleSets);
  }

  @Override
  public Optional<KnownRuleSet> find(String ruleSetId) {
    return current.get().find(ruleSetId);
  }

  /** All of them, in the order of their names. */
  public List<KnownRuleSet> all() {
    return current.get().all();
  }
}
