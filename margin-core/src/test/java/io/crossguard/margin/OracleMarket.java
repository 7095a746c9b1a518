package io.crossguard.margin;

import io.crossguard.margin.account.Position;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.market.OptionQuote.ImpliedVolatility;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.InstrumentKind;
import io.crossguard.margin.rules.OptionTerms;
import io.crossguard.margin.rules.Payoff;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;

/**
 * The market of a book in floating point, after all prices of one coin have moved, and what
 * positions gain in it. Options are valued by {@link OptionValueByIntegral}.
 *
 * @param book the account with its market and rules
 * @param movedRoot the coin whose prices have moved; empty where none has
 * @param move what they were multiplied by
 */
record OracleMarket(RandomScenarioBook book, String movedRoot, double move) {
  private static final double MARK_LEAST = 1e-18;

  /**
   * What a position has gained once the prices of its coin are x times as high and its volatility y
   * times; in its settlement asset.
   */
  double pnl(Position position, double x, double y) {
    Instrument instrument = instrument(position);
    double size = size(position);
    double mark = mark(instrument, x, y);
    double entry = number(position.entryPrice().value());
    double signed = position.quantity().isNegative() ? -size : size;
    if (instrument.payoff() == Payoff.INVERSE) {
      return signed * (1 / entry - 1 / mark);
    }
    return signed * (instrument.isPaidUpFront() ? mark : mark - entry);
  }

  /** The amounts that the profit of a position consists of, in its settlement asset. */
  double gross(Position position) {
    Instrument instrument = instrument(position);
    double mark = mark(instrument, 1, 1);
    double entry = number(position.entryPrice().value());
    return instrument.payoff() == Payoff.INVERSE
        ? size(position) * (1 / entry + 1 / mark)
        : size(position) * (mark + entry) + exposed(position);
  }

  /** What a contingency is a share of, in the quote currency. */
  double exposed(Position position) {
    Instrument instrument = instrument(position);
    double settlement = index(instrument.settlementAsset());
    return switch (instrument.payoff()) {
      case LINEAR -> size(position) * index(instrument.root());
      case INVERSE -> size(position) / mark(instrument, 1, 1) * settlement;
      case QUANTO -> size(position) * mark(instrument, 1, 1) * settlement;
    };
  }

  double index(String asset) {
    boolean moves = !asset.equals(quoteCurrency()) && rootOf(asset).equals(movedRoot);
    return indexAtFirst(asset) * (moves ? move : 1);
  }

  String rootOf(String asset) {
    return book.rules().root(asset);
  }

  String quoteCurrency() {
    return book.rules().quoteCurrency();
  }

  Instrument instrument(Position position) {
    return book.rules().instrument(position.instrumentId()).orElseThrow();
  }

  private double size(Position position) {
    return Math.abs(number(position.quantity().contracts()))
        * number(instrument(position).multiplier());
  }

  private double mark(Instrument instrument, double x, double y) {
    double moved = instrument.root().equals(movedRoot) ? move : 1;
    if (instrument.kind() != InstrumentKind.OPTION) {
      return given(instrument) * moved * x;
    }
    double mark = given(instrument) + change(instrument, moved * x, y);
    return Math.max(mark, MARK_LEAST);
  }

  private double given(Instrument instrument) {
    return book.market()
        .markPrice(instrument.instrumentId())
        .map(price -> number(price.value()))
        .orElseGet(() -> Math.max(value(instrument, 1, 1) / unit(instrument, 1), MARK_LEAST));
  }

  /** What the mark of an option gains as its coin goes to x times its price. */
  private double change(Instrument instrument, double x, double y) {
    if (quote(instrument) instanceof Greeks greeks) {
      double now = given(instrument) * unit(instrument, 1);
      double rise = indexAtFirst(instrument.root()) * (x - 1);
      double there = now + rise * (number(greeks.delta()) + rise * number(greeks.gamma()) / 2);
      return there / unit(instrument, x) - given(instrument);
    }
    return value(instrument, x, y) / unit(instrument, x)
        - value(instrument, 1, 1) / unit(instrument, 1);
  }

  /** What the mark of an option is in: the quote currency, or the coin itself at x. */
  private double unit(Instrument instrument, double x) {
    String asset = instrument.settlementAsset();
    return asset.equals(quoteCurrency()) ? 1 : indexAtFirst(asset) * x;
  }

  private double value(Instrument instrument, double x, double y) {
    Duration left =
        Duration.between(book.market().asOf().orElseThrow(), instrument.expiry().orElseThrow());
    double years = left.toSeconds() / (365.0 * 24 * 60 * 60);
    OptionTerms terms = instrument.option().orElseThrow();
    ImpliedVolatility implied = (ImpliedVolatility) quote(instrument);
    return OptionValueByIntegral.of(
        terms.type() == OptionTerms.Type.CALL,
        indexAtFirst(instrument.root()) * x,
        number(terms.strike().value()),
        number(implied.volatility()) * y * Math.sqrt(years));
  }

  private OptionQuote quote(Instrument instrument) {
    return book.market().optionQuote(instrument.instrumentId()).orElseThrow();
  }

  private double indexAtFirst(String asset) {
    return asset.equals(quoteCurrency())
        ? 1
        : number(book.market().indexPrice(asset).orElseThrow().value());
  }

  static double number(Decimal decimal) {
    return Double.parseDouble(decimal.toString());
  }
}
