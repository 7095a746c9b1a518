package io.crossguard.margin.evaluation;

import static java.util.Objects.requireNonNull;

import io.crossguard.margin.rules.Conventions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pool of assets and the positions that it backs, with its figures and verdict. What happens in one
 * scope changes no figure of another, so that a scope in which nothing changes is never evaluated
 * again.
 */
public final class MarginScope {
  private static final String ISOLATED = "isolated:";

  private final String scopeId;
  private final ScopeKind kind;
  private final Optional<String> asset;
  private final String unit;
  private final Conventions conventions;
  private final List<ScopeAsset> assets;
  private final ScopeFigures figures;
  private final ScopeMargin margin;

  /**
   * @param scopeId {@code cross}, {@code cross:USDT} or {@code isolated:<positionId>}
   * @param kind what shares the balance
   * @param asset the only asset, of which the scope's figures are amounts; absent where assets are
   *     pooled and the figures are in the quote currency
   * @param unit the asset that the scope's figures are amounts of
   * @param conventions how its figures are read
   * @param assets each asset held or settled in, once, with its positions
   */
  MarginScope(
      String scopeId,
      ScopeKind kind,
      Optional<String> asset,
      String unit,
      Conventions conventions,
      List<ScopeAsset> assets) {
    this.scopeId = requireNonNull(scopeId, "scopeId");
    this.kind = requireNonNull(kind, "kind");
    this.asset = requireNonNull(asset, "asset");
    this.unit = requireNonNull(unit, "unit");
    this.conventions = requireNonNull(conventions, "conventions");
    this.assets = List.copyOf(assets);
    this.figures = ScopeFigures.rounded(this);
    this.margin = ScopeCalculator.calculate(this);
  }

  private MarginScope(MarginScope before, List<ScopeAsset> assets) {
    this.scopeId = before.scopeId;
    this.kind = before.kind;
    this.asset = before.asset;
    this.unit = before.unit;
    this.conventions = before.conventions;
    this.assets = List.copyOf(assets);
    this.figures = ScopeFigures.after(before.figures, this);
    this.margin = ScopeCalculator.calculate(this);
  }

  /** The name of the scope of an isolated position. */
  public static String isolatedId(String positionId) {
    return ISOLATED + positionId;
  }

  /** The isolated position whose scope has a name; absent where it is that of a cross scope. */
  public static Optional<String> isolatedPositionId(String scopeId) {
    return scopeId.startsWith(ISOLATED)
        ? Optional.of(scopeId.substring(ISOLATED.length()))
        : Optional.empty();
  }

  /**
   * The scope after a change. Only what differs is calculated: a leg that is the same object brings
   * what it brought before.
   *
   * @param others the assets after it, at the same prices
   */
  public MarginScope withAssets(List<ScopeAsset> others) {
    return new MarginScope(this, others);
  }

  public String scopeId() {
    return scopeId;
  }

  public ScopeKind kind() {
    return kind;
  }

  /** The only asset; absent where assets are pooled. */
  public Optional<String> asset() {
    return asset;
  }

  /** The asset that the figures are amounts of. */
  public String unit() {
    return unit;
  }

  public Conventions conventions() {
    return conventions;
  }

  /** Each asset held or settled in, once, with its positions. */
  public List<ScopeAsset> assets() {
    return assets;
  }

  /** One of its assets; absent where it neither holds it nor settles in it. */
  Optional<ScopeAsset> held(String name) {
    return assets.stream().filter(each -> each.asset().equals(name)).findFirst();
  }

  /** Its sums, every division in them rounded where it happens. */
  public ScopeFigures figures() {
    return figures;
  }

  /** What is answered of it: its figures, rounded once, and its verdict. */
  public ScopeMargin margin() {
    return margin;
  }

  /** What all positions require, each the rows of one instrument and side. */
  public List<Leg> legs() {
    if (assets.size() == 1) {
      return assets.get(0).legs();
    }
    List<Leg> legs = new ArrayList<>();
    assets.forEach(each -> legs.addAll(each.legs()));
    return legs;
  }
}
