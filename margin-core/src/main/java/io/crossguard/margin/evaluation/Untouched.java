package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The legs and scopes of an account, looked up by what they are made of, so that another account in
 * the same market and under the same rules takes over those in which nothing differs.
 */
final class Untouched {
  static final Untouched NOTHING = new Untouched(List.of());

  // By the first row's position.
  private final Map<String, Leg> legs = new HashMap<>();
  private final Map<String, MarginScope> scopes = new HashMap<>();

  private Untouched(List<MarginScope> scopes) {
    for (MarginScope scope : scopes) {
      this.scopes.put(scope.scopeId(), scope);
      for (ScopeAsset asset : scope.assets()) {
        asset.legs().forEach(leg -> legs.put(leg.rows().get(0).positionId(), leg));
      }
    }
  }

  static Untouched of(List<MarginScope> scopes) {
    return new Untouched(scopes);
  }

  /** The leg of just these rows. */
  Optional<Leg> leg(List<Position> rows) {
    return Optional.ofNullable(legs.get(rows.get(0).positionId()))
        .filter(leg -> leg.rows().equals(rows));
  }

  /** Whether a position is the first row of a leg as it was. */
  boolean holds(Position position) {
    Leg leg = legs.get(position.positionId());
    return leg != null && leg.rows().get(0).equals(position);
  }

  /**
   * The scope of these assets; legs are the same only as the same objects. An isolated position may
   * have come under the name of one that settled in another asset.
   */
  Optional<MarginScope> scope(String scopeId, Optional<String> asset, List<ScopeAsset> assets) {
    return Optional.ofNullable(scopes.get(scopeId))
        .filter(scope -> scope.asset().equals(asset))
        .map(scope -> scope.assets().equals(assets) ? scope : scope.withAssets(assets));
  }
}
