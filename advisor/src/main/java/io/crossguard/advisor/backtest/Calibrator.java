package io.crossguard.advisor.backtest;

import io.crossguard.advisor.sizing.AdverseMoves;
import io.crossguard.advisor.sizing.ExcursionSample;
import io.crossguard.advisor.sizing.ExcursionSample.Excursion;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fits the multiples of volatility on prices before a date and counts how often prices after it
 * exceed them. A window begins every six hours for every perpetual.
 */
public final class Calibrator {
  static final Rate PROMISED_FROM = rate("0.01");
  static final Decimal RATIO_MIN = Decimal.parse("0.8");
  static final Decimal RATIO_MAX = Decimal.parse("1.25");

  private static final List<Duration> HORIZONS =
      List.of(Duration.ofHours(24), Duration.ofHours(72), Duration.ofHours(168));
  private static final List<Rate> PROBABILITIES =
      List.of(rate("0.1"), rate("0.05"), rate("0.01"), rate("0.005"));
  private static final int HOURS_BETWEEN_STARTS = 6;

  private final PriceHistory prices;
  private final Instant from;
  private final Instant fitUntil;
  private final Instant to;
  private final Map<String, VolatilityHistory> volatilities = new TreeMap<>();

  /**
   * @param fitUntil windows that end by it are fitted on, those that begin then or later judged
   */
  public Calibrator(PriceHistory prices, Instant from, Instant fitUntil, Instant to) {
    this.prices = prices;
    this.from = from;
    this.fitUntil = fitUntil;
    this.to = to;
    prices
        .perpetuals()
        .forEach((coin, series) -> volatilities.put(coin, new VolatilityHistory(series)));
  }

  /** One row for each horizon, side and probability; none where either period has no windows. */
  public List<Calibration> calibrate() {
    List<Calibration> rows = new ArrayList<>();
    for (Duration horizon : HORIZONS) {
      for (Side side : Side.values()) {
        rows.addAll(calibrate(horizon, side));
      }
    }
    return rows;
  }

  private List<Calibration> calibrate(Duration horizon, Side side) {
    List<Excursion> early = new ArrayList<>();
    List<Excursion> late = new ArrayList<>();
    volatilities.forEach((coin, known) -> {
      for (List<Bar> run : prices.perpetual(coin).runs()) {
        for (int i = 0; i + horizon.toHours() <= run.size(); i++) {
          Instant start = run.get(i).start();
          if (isStart(start, horizon)) {
            List<Bar> window = run.subList(i, i + (int) horizon.toHours());
            List<Excursion> period = start.isBefore(fitUntil) ? early : late;
            excursion(window, side, known).ifPresent(period::add);
          }
        }
      }
    });
    return early.isEmpty() || late.isEmpty()
        ? List.of()
        : rows(horizon, side, new ExcursionSample(early, horizon), late);
  }

  private boolean isStart(Instant start, Duration horizon) {
    Instant end = start.plus(horizon);
    return start.getEpochSecond() % Duration.ofHours(HOURS_BETWEEN_STARTS).toSeconds() == 0
        && !start.isBefore(from)
        && !end.isAfter(to)
        && !(start.isBefore(fitUntil) && end.isAfter(fitUntil));
  }

  private static Optional<Excursion> excursion(
      List<Bar> window, Side side, VolatilityHistory known) {
    Decimal first = window.get(0).open().value();
    Decimal worst = first;
    for (Bar bar : window) {
      worst = side == Side.LONG
          ? worst.min(bar.low().value())
          : worst.max(bar.high().value());
    }
    Decimal move = worst.minus(first).abs().dividedBy(first);
    return known
        .daily(window.get(0).start())
        .filter(volatility -> volatility.fraction().isPositive())
        .map(volatility -> new Excursion(move, volatility));
  }

  private static List<Calibration> rows(
      Duration horizon, Side side, ExcursionSample early, List<Excursion> late) {
    ExcursionSample judged = new ExcursionSample(late, horizon);
    AdverseMoves table = new AdverseMoves(horizon);
    List<Calibration> rows = new ArrayList<>();
    for (Rate probability : PROBABILITIES) {
      Decimal multiple = early.multiple(probability);
      long beyondTable = late.stream()
          .filter(each ->
              each.move().isGreaterThan(table.move(side, each.dailyVolatility(), probability)))
          .count();
      rows.add(new Calibration(
          horizon,
          side,
          probability,
          multiple,
          early.size(),
          late.size(),
          judged.shareAbove(multiple),
          new Rate(Decimal.of(beyondTable).dividedBy(Decimal.of(late.size())))));
    }
    return rows;
  }

  private static Rate rate(String fraction) {
    return new Rate(Decimal.parse(fraction));
  }
}
