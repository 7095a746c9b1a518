package io.crossguard.margin.evaluation;

import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Balance;
import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.value.Decimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The scopes of an account that differs from a resolved one in its wallets and in a few rows that
 * follow each other, each the only one of its leg: what most single changes of an account do. All
 * other legs and scopes stay the same objects, found by walking over both accounts once.
 */
final class FewRows {
  private static final int ROWS_MAX = 4;

  private final ResolvedAccount before;
  private final Account after;
  private final Resolution resolution;
  private final int first;
  private final List<Position> gone;
  private final List<Position> come;

  private FewRows(ResolvedAccount before, Account after) {
    this.before = before;
    this.after = after;
    this.resolution = new Resolution(after, before.market(), before.rules(), Untouched.NOTHING);
    List<Position> were = before.account().positions();
    List<Position> are = after.positions();
    int least = Math.min(were.size(), are.size());
    int same = 0;
    while (same < least && were.get(same).equals(are.get(same))) {
      same++;
    }
    int last = 0;
    while (last < least - same
        && were.get(were.size() - 1 - last).equals(are.get(are.size() - 1 - last))) {
      last++;
    }
    this.first = same;
    this.gone = were.subList(same, were.size() - last);
    this.come = are.subList(same, are.size() - last);
  }

  /** Absent where more differs, or where something does not fit together. */
  static Optional<List<MarginScope>> changed(ResolvedAccount before, Account after) {
    FewRows rows = new FewRows(before, after);
    return rows.isSimple() && rows.fits() ? rows.scopes() : Optional.empty();
  }

  private boolean isSimple() {
    return gone.size() + come.size() <= ROWS_MAX
        && before.account().orders().isEmpty()
        && after.orders().isEmpty()
        && holdsTheSameAssets();
  }

  private boolean holdsTheSameAssets() {
    List<Balance> were = before.account().balances();
    List<Balance> are = after.balances();
    boolean isSame = were.size() == are.size();
    for (int i = 0; isSame && i < were.size(); i++) {
      isSame = were.get(i).asset().equals(are.get(i).asset());
    }
    return isSame && crossAssets() == were.size();
  }

  private int crossAssets() {
    int count = 0;
    for (MarginScope scope : before.scopes()) {
      count += scope.kind() == ScopeKind.CROSS ? scope.assets().size() : 0;
    }
    return count;
  }

  private boolean fits() {
    for (Position row : come) {
      if (isRepeated(row) || !ConsistencyCheck.fits(row, after, before.market(), before.rules())) {
        return false;
      }
    }
    return true;
  }

  /** Names were unique before, so one that has become free can be repeated by a new row alone. */
  private boolean isRepeated(Position row) {
    boolean isFree = gone.stream().anyMatch(was -> was.positionId().equals(row.positionId()));
    int count = 0;
    for (Position other : isFree ? come : after.positions()) {
      count += other.positionId().equals(row.positionId()) ? 1 : 0;
    }
    return count > 1;
  }

  private Optional<List<MarginScope>> scopes() {
    List<MarginScope> scopes = new ArrayList<>(before.scopes().size() + 1);
    for (MarginScope scope : before.scopes()) {
      if (scope.kind() == ScopeKind.CROSS) {
        Optional<MarginScope> changed = cross(scope);
        if (changed.isEmpty()) {
          return Optional.empty();
        }
        scopes.add(changed.get());
      }
    }
    if (!settlesInWallets(scopes)) {
      return Optional.empty();
    }
    addIsolated(scopes);
    return Optional.of(scopes);
  }

  private Optional<MarginScope> cross(MarginScope scope) {
    List<ScopeAsset> assets = new ArrayList<>(scope.assets().size());
    boolean isSame = true;
    for (ScopeAsset asset : scope.assets()) {
      Optional<List<Leg>> legs = legs(asset);
      if (legs.isEmpty()) {
        return Optional.empty();
      }
      Decimal wallet = ResolvedAccount.wallet(asset.asset(), after);
      if (legs.get().equals(asset.legs()) && wallet.equals(asset.wallet())) {
        assets.add(asset);
      } else {
        isSame = false;
        assets.add(new ScopeAsset(
            asset.rules(), wallet, asset.index(), asset.unitPrice(), legs.get(), asset.orders()));
      }
    }
    return Optional.of(isSame ? scope : scope.withAssets(assets));
  }

  /** The legs of an asset; the same list where none of its rows is another one. */
  private Optional<List<Leg>> legs(ScopeAsset asset) {
    List<Position> leaving = crossIn(asset.asset(), gone);
    List<Position> coming = crossIn(asset.asset(), come);
    if (leaving.isEmpty() && coming.isEmpty()) {
      return Optional.of(asset.legs());
    }
    List<Leg> legs = new ArrayList<>(asset.legs());
    for (Position row : leaving) {
      int leg = leg(row, legs);
      if (legs.get(leg).rows().size() > 1) {
        return Optional.empty();
      }
      legs.remove(leg);
    }
    int place = legsBefore(legs);
    for (Position row : coming) {
      if (legs.stream().anyMatch(leg -> isOfLeg(row, leg))) {
        return Optional.empty();
      }
      legs.add(place++, resolution.leg(List.of(row)));
    }
    return Optional.of(legs);
  }

  private List<Position> crossIn(String asset, List<Position> rows) {
    List<Position> found = new ArrayList<>(rows.size());
    for (Position row : rows) {
      if (row.isCross()
          && resolution.instrument(row.instrumentId()).settlementAsset().equals(asset)) {
        found.add(row);
      }
    }
    return found;
  }

  /** How many legs begin before the rows that differ: legs are in the order of their first rows. */
  private int legsBefore(List<Leg> legs) {
    int count = 0;
    for (int i = 0; i < first && count < legs.size(); i++) {
      if (legs.get(count).rows().get(0).equals(after.positions().get(i))) {
        count++;
      }
    }
    return count;
  }

  private static int leg(Position row, List<Leg> legs) {
    int number = 0;
    while (!isOfLeg(row, legs.get(number))) {
      number++;
    }
    return number;
  }

  private static boolean isOfLeg(Position row, Leg leg) {
    return leg.instrument().instrumentId().equals(row.instrumentId()) && leg.side() == row.side();
  }

  /** Whether every cross row that comes is in one of the scopes. */
  private boolean settlesInWallets(List<MarginScope> scopes) {
    for (Position row : come) {
      String asset = resolution.instrument(row.instrumentId()).settlementAsset();
      if (row.isCross() && scopes.stream().noneMatch(scope -> scope.held(asset).isPresent())) {
        return false;
      }
    }
    return true;
  }

  private void addIsolated(List<MarginScope> scopes) {
    Iterator<MarginScope> isolated = before.scopes().stream()
        .filter(scope -> scope.kind() == ScopeKind.ISOLATED)
        .iterator();
    List<Position> rows = after.positions();
    for (int i = 0; i < first; i++) {
      addOfBefore(rows.get(i), isolated, scopes);
    }
    for (Position row : gone) {
      if (!row.isCross()) {
        isolated.next();
      }
    }
    for (Position row : come) {
      if (row.mode() instanceof MarginMode.Isolated mode) {
        scopes.add(resolution.isolatedScope(row, mode.margin()));
      }
    }
    for (int i = first + come.size(); i < rows.size(); i++) {
      addOfBefore(rows.get(i), isolated, scopes);
    }
  }

  private static void addOfBefore(
      Position row, Iterator<MarginScope> isolated, List<MarginScope> scopes) {
    if (!row.isCross()) {
      scopes.add(isolated.next());
    }
  }
}
