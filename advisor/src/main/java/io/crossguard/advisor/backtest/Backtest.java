package io.crossguard.advisor.backtest;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.advisor.policy.RiskInputs;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.advisor.recommendation.MarginModeAdvice;
import io.crossguard.margin.account.Side;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs the experiment in windows of the past. It changes nothing and has no state but the prices,
 * so that windows may run in any order and at the same time.
 */
public final class Backtest {
  private final PriceHistory prices;
  private final Experiment experiment;
  private final Map<String, VolatilityHistory> volatilities = new TreeMap<>();
  private final MarginModeAdvisor advisor = new MarginModeAdvisor();
  private final ChangePreviewer previewer = new ChangePreviewer();

  public Backtest(PriceHistory prices, Experiment experiment) {
    this.prices = prices;
    this.experiment = experiment;
    prices
        .perpetuals()
        .forEach((coin, series) -> volatilities.put(coin, new VolatilityHistory(series)));
  }

  /** Every account of the experiment through the window that begins at an hour. */
  public WindowBatch run(Instant start) {
    return run(start, experiment.leverages(), List.of(Side.LONG, Side.SHORT));
  }

  /** Accounts with bets of one size and direction through the window that begins at an hour. */
  public WindowBatch run(Instant start, Decimal leverage, Side side) {
    return run(start, List.of(leverage), List.of(side));
  }

  private WindowBatch run(Instant start, List<Decimal> leverages, List<Side> sides) {
    List<WindowResult> results = new ArrayList<>();
    Map<WindowBatch.Skip, Integer> skipped = new TreeMap<>();
    Optional<WindowBatch.Skip> bookSkip = skip(prices.bookSpot(), start)
        .or(() -> skip(prices.perpetual(PriceHistory.BOOK_COIN), start))
        .or(() -> skipForHistory(PriceHistory.BOOK_COIN, start));
    for (String coin : prices.bets()) {
      Optional<WindowBatch.Skip> skip = bookSkip
          .or(() -> skip(prices.perpetual(coin), start))
          .or(() -> skipForHistory(coin, start));
      if (skip.isPresent()) {
        skipped.merge(skip.get(), 1, Integer::sum);
        continue;
      }
      BookPrices book = new BookPrices(
          bars(prices.bookSpot(), start), bars(prices.perpetual(PriceHistory.BOOK_COIN), start));
      List<Bar> bets = bars(prices.perpetual(coin), start);
      for (Side side : sides) {
        WindowPrices window = new WindowPrices(book, coin, side, bets);
        leverages.forEach(leverage -> results.add(run(start, window, leverage)));
      }
    }
    return new WindowBatch(start, results, skipped);
  }

  private Optional<WindowBatch.Skip> skip(PriceSeries series, Instant start) {
    if (series.window(start, experiment.hours()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        series.spans(start, experiment.hours())
            ? WindowBatch.Skip.GAP
            : WindowBatch.Skip.OUTSIDE_PRICES);
  }

  private Optional<WindowBatch.Skip> skipForHistory(String coin, Instant start) {
    return volatility(coin, start).isPresent()
        ? Optional.empty()
        : Optional.of(WindowBatch.Skip.SHORT_HISTORY);
  }

  private List<Bar> bars(PriceSeries series, Instant start) {
    return series.window(start, experiment.hours()).orElseThrow();
  }

  private WindowResult run(Instant start, WindowPrices window, Decimal leverage) {
    ResolvedAccount opened = BookAndBet.open(
        window.coin(),
        window.side(),
        leverage,
        window.book().spot(0).open(),
        window.book().hedge(0).open(),
        window.bet(0).open());
    MarginModeAdvice advice = advisor.recommend(request(opened, window.coin(), start));
    ModeChanges changes = new ModeChanges(opened);
    List<Outcome> outcomes = new ArrayList<>();
    for (ModeRule rule : ModeRule.values()) {
      ChangePreview done = previewer.preview(
          opened, rule == ModeRule.ADVICE ? changes.of(advice) : changes.of(rule));
      outcomes.add(WindowReplay.run(rule, done.after(), !done.isAccepted(), window));
    }
    return new WindowResult(
        start,
        window.coin(),
        window.side(),
        leverage,
        outcomes,
        new Statements(experiment.policy()).of(advice));
  }

  private AdviceRequest request(ResolvedAccount account, String coin, Instant start) {
    Map<String, Rate> daily = Map.of(
        PriceHistory.BOOK_COIN,
        volatility(PriceHistory.BOOK_COIN, start).orElseThrow(),
        coin,
        volatility(coin, start).orElseThrow());
    return new AdviceRequest(
        account,
        new RiskInputs(daily, Map.of(), Map.of()),
        experiment.policy(),
        VenueCapabilities.defaults(),
        Map.of(),
        List.of());
  }

  private Optional<Rate> volatility(String coin, Instant start) {
    return Optional.ofNullable(volatilities.get(coin)).flatMap(history -> history.daily(start));
  }
}
