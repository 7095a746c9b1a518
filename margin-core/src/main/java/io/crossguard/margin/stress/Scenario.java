package io.crossguard.margin.stress;

import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Require;
import java.util.List;

/**
 * Prices as multiples of those of a market.
 *
 * <pre>
 *   mark  = mark of today  × factor of the instrument's root × basis of the instrument
 *   index = index of today × factor of the asset's root      × peg of the asset
 *   implied volatility = that of today × volatility factor of the option's root
 * </pre>
 *
 * The mark of an option moves as its model says, and then by its basis. What is not named has the factor 1; the quote currency always has.
 *
 * @param scenarioId its name
 * @param rootFactors what the coins are worth, each root once
 * @param pegs what assets are worth beside their root, each asset once
 * @param bases what instruments are worth beside their root, each instrument once
 * @param volatilityFactors how volatile the coins are to their options, each root once
 */
public record Scenario(
    String scenarioId,
    List<RootFactor> rootFactors,
    List<Peg> pegs,
    List<Basis> bases,
    List<VolatilityFactor> volatilityFactors) {

  /**
   * The move of a coin with all its marks and indexes.
   *
   * @param root the coin
   * @param factor 0.75 is 25 % down; positive
   */
  public record RootFactor(String root, Decimal factor) {
    public RootFactor {
      Require.identifier(root);
      requireFactor(factor);
    }
  }

  /**
   * The move of an asset against its root.
   *
   * @param asset such as {@code WBTC} or {@code USDC}
   * @param factor 0.97 is 3 % below its root; positive
   */
  public record Peg(String asset, Decimal factor) {
    public Peg {
      Require.identifier(asset);
      requireFactor(factor);
    }
  }

  /**
   * The move of an instrument against its root.
   *
   * @param instrumentId such as {@code BTC-DEC}
   * @param factor 0.99 is 1 % below its root; positive
   */
  public record Basis(String instrumentId, Decimal factor) {
    public Basis {
      Require.identifier(instrumentId);
      requireFactor(factor);
    }
  }

  /**
   * The move of the implied volatilities of all options of a coin.
   *
   * @param root the coin
   * @param factor 1.5 turns 60 % into 90 %; positive
   */
  public record VolatilityFactor(String root, Decimal factor) {
    public VolatilityFactor {
      Require.identifier(root);
      requireFactor(factor);
    }
  }

  public Scenario {
    Require.identifier(scenarioId);
    rootFactors = List.copyOf(rootFactors);
    pegs = List.copyOf(pegs);
    bases = List.copyOf(bases);
    volatilityFactors = List.copyOf(volatilityFactors);
  }

  /** Prices move; volatilities hold. */
  public Scenario(
      String scenarioId, List<RootFactor> rootFactors, List<Peg> pegs, List<Basis> bases) {
    this(scenarioId, rootFactors, pegs, bases, List.of());
  }

  /** Coins move; pegs, bases and volatilities hold. */
  public Scenario(String scenarioId, List<RootFactor> rootFactors) {
    this(scenarioId, rootFactors, List.of(), List.of());
  }

  private static void requireFactor(Decimal factor) {
    Require.that(factor.isPositive(), "factor must be positive");
  }
}
