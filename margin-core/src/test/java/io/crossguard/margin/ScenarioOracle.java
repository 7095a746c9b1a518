package io.crossguard.margin;

import static io.crossguard.margin.OracleMarket.number;

import io.crossguard.margin.account.MarginMode;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.evaluation.ScopeMargin;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.ScenarioMargin;
import io.crossguard.margin.rules.ScenarioMargin.Shock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Portfolio margin by loops over shocks in floating point, written from the rules: all that a scope
 * holds is valued before a shock and after it. Nothing is shared with the engine but its records.
 */
final class ScenarioOracle {
  private final RandomScenarioBook book;
  private final OracleMarket market;
  private final ScenarioMargin rule;

  /**
   * What a scope comes to.
   *
   * @param terms sum of the amounts that went in, for the rounding
   */
  record Figures(double balance, double maintenance, double initial, double terms) {
    double excess() {
      return balance - maintenance;
    }
  }

  private ScenarioOracle(OracleMarket market) {
    this.book = market.book();
    this.market = market;
    this.rule = book.rules().conventions().scenarioMargin().orElseThrow();
  }

  static ScenarioOracle of(RandomScenarioBook book) {
    return new ScenarioOracle(new OracleMarket(book, "", 1));
  }

  /** After all prices of a coin were multiplied by a factor. */
  static ScenarioOracle moved(RandomScenarioBook book, String root, double factor) {
    return new ScenarioOracle(new OracleMarket(book, root, factor));
  }

  Figures figures(ScopeMargin scope) {
    if (scope.kind() == ScopeKind.ISOLATED) {
      Position position = book.account().positions().stream()
          .filter(p -> scope.scopeId().equals("isolated:" + p.positionId()))
          .findFirst()
          .orElseThrow();
      double margin = number(((MarginMode.Isolated) position.mode()).margin());
      return single(settlement(position), List.of(position), margin);
    }
    List<Position> cross =
        book.account().positions().stream().filter(Position::isCross).toList();
    if (scope.asset().isEmpty()) {
      return pooled(cross);
    }
    String asset = scope.asset().get();
    return single(
        asset, cross.stream().filter(p -> settlement(p).equals(asset)).toList(), wallet(asset));
  }

  /** In units of one asset, whose own price is no risk. */
  private Figures single(String asset, List<Position> positions, double wallet) {
    double balance = wallet;
    double terms = Math.abs(wallet);
    for (Position position : positions) {
      balance += market.pnl(position, 1, 1);
      terms += market.gross(position);
    }
    double maintenance = 0;
    for (String root : rule.roots()) {
      double required = Double.NEGATIVE_INFINITY;
      for (Shock shock : rule.shocks()) {
        double loss = 0;
        for (Position position : ofRoot(positions, root)) {
          loss += market.pnl(position, 1, 1) - shocked(position, shock);
        }
        required = Math.max(required, loss * number(shock.weight().fraction()));
      }
      for (Position position : ofRoot(positions, root)) {
        required += contingencyRate(position) * market.exposed(position) / market.index(asset);
      }
      maintenance += Math.max(required, 0);
    }
    return figures(balance, maintenance, terms);
  }

  /** In the quote currency, in which assets move with their coins. */
  private Figures pooled(List<Position> positions) {
    Set<String> assets = new TreeSet<>();
    book.account().balances().forEach(balance -> assets.add(balance.asset()));
    positions.forEach(position -> assets.add(settlement(position)));
    double balance = 0;
    double terms = 0;
    for (String asset : assets) {
      double net = wallet(asset);
      terms += Math.abs(net) * market.index(asset);
      for (Position position : positions) {
        if (settlement(position).equals(asset)) {
          net += market.pnl(position, 1, 1);
          terms += market.gross(position) * market.index(asset);
        }
      }
      balance += net * market.index(asset) * (net > 0 ? 1 - haircut(asset) : 1);
    }
    double maintenance = 0;
    for (String root : rule.roots()) {
      double required = Double.NEGATIVE_INFINITY;
      for (Shock shock : rule.shocks()) {
        double loss = worth(assets, positions, root, 1, 1)
            - worth(
                assets,
                positions,
                root,
                number(shock.priceFactor()),
                number(shock.volatilityFactor()));
        required = Math.max(required, loss * number(shock.weight().fraction()));
      }
      for (Position position : ofRoot(positions, root)) {
        required += contingencyRate(position) * market.exposed(position);
      }
      for (String asset : assets) {
        if (movesWith(asset, root)) {
          required += number(rule.contingencies().spot().fraction())
              * Math.abs(wallet(asset))
              * market.index(asset);
        }
      }
      maintenance += Math.max(required, 0);
    }
    return figures(balance, maintenance, terms);
  }

  /** All that a pool holds once a root has moved, before haircuts. */
  private double worth(
      Set<String> assets, List<Position> positions, String root, double x, double y) {
    double worth = 0;
    for (String asset : assets) {
      double net = wallet(asset);
      for (Position position : positions) {
        if (settlement(position).equals(asset)) {
          boolean moves = market.instrument(position).root().equals(root);
          net += moves ? market.pnl(position, x, y) : market.pnl(position, 1, 1);
        }
      }
      worth += net * market.index(asset) * (movesWith(asset, root) ? x : 1);
    }
    return worth;
  }

  private Figures figures(double balance, double maintenance, double terms) {
    return new Figures(balance, maintenance, maintenance * number(rule.initialFactor()), terms);
  }

  private double shocked(Position position, Shock shock) {
    return market.pnl(position, number(shock.priceFactor()), number(shock.volatilityFactor()));
  }

  private double contingencyRate(Position position) {
    return switch (market.instrument(position).kind()) {
      case PERPETUAL -> number(rule.contingencies().perpetual().fraction());
      case FUTURE -> number(rule.contingencies().future().fraction());
      case OPTION ->
        position.quantity().isNegative() ? number(rule.contingencies().option().fraction()) : 0;
    };
  }

  private boolean movesWith(String asset, String root) {
    return !asset.equals(market.quoteCurrency()) && market.rootOf(asset).equals(root);
  }

  private double wallet(String asset) {
    return book.account().balances().stream()
        .filter(balance -> balance.asset().equals(asset))
        .mapToDouble(balance -> number(balance.quantity()))
        .sum();
  }

  private double haircut(String asset) {
    return asset.equals(market.quoteCurrency())
        ? 0
        : number(
            ((Haircut.Flat) book.rules().assets().get(asset).haircut()).rate().fraction());
  }

  private List<Position> ofRoot(List<Position> positions, String root) {
    return positions.stream()
        .filter(position -> market.instrument(position).root().equals(root))
        .toList();
  }

  private String settlement(Position position) {
    return market.instrument(position).settlementAsset();
  }
}
