package io.crossguard.margin.evaluation;

import io.crossguard.margin.rules.Conventions;
import java.util.List;
import java.util.Optional;

/**
 * A pool of assets and the positions that it backs, ready for calculation. What happens in one
 * scope changes no figure of another.
 *
 * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
 * @param kind what shares the balance
 * @param asset the only asset, of which the scope's figures are amounts; absent where assets are
 *     pooled and the figures are in the quote currency
 * @param unit the asset that the scope's figures are amounts of
 * @param conventions how its figures are read
 * @param assets each asset held or settled in, once, with its positions
 */
public record MarginScope(
    String scopeId,
    ScopeKind kind,
    Optional<String> asset,
    String unit,
    Conventions conventions,
    List<ScopeAsset> assets) {

  public MarginScope {
    assets = List.copyOf(assets);
  }

  /** What all positions require, each the rows of one instrument and side. */
  public List<Leg> legs() {
    return assets.stream().flatMap(asset -> asset.legs().stream()).toList();
  }
}
