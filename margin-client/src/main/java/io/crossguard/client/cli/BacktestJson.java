package io.crossguard.client.cli;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.crossguard.advisor.backtest.BacktestResult;
import io.crossguard.advisor.backtest.BoundCheck;
import io.crossguard.advisor.backtest.Calibration;
import io.crossguard.advisor.backtest.Outcome;
import io.crossguard.advisor.backtest.RuleStatistics;
import io.crossguard.advisor.backtest.StatedAndRealized;
import io.crossguard.advisor.backtest.WindowResult;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * What a back-test found, for programs. Decimals are texts as everywhere in the API, rounded to
 * {@value #SCALE} places; counts are numbers.
 */
final class BacktestJson {
  private static final int SCALE = 9;

  private final BacktestResult result;
  private final List<Calibration> calibrations;

  BacktestJson(BacktestResult result, List<Calibration> calibrations) {
    this.result = result;
    this.calibrations = calibrations;
  }

  Struct message() {
    Struct.Builder skipped = Struct.newBuilder();
    result.skipped().forEach((why, count) -> skipped.putFields(why.name(), count(count)));
    return Struct.newBuilder()
        .putFields("skipped", Value.newBuilder().setStructValue(skipped).build())
        .putFields("rules", list(result.rules(), BacktestJson::rule))
        .putFields("bounds", list(result.bounds(), BacktestJson::bound))
        .putFields("crashes", list(result.crashes(), BacktestJson::crash))
        .putFields("probabilities", list(result.probabilities(), BacktestJson::probability))
        .putFields("calibrations", list(calibrations, BacktestJson::calibration))
        .build();
  }

  private static Struct.Builder rule(RuleStatistics row) {
    return Struct.newBuilder()
        .putFields("leverage", decimal(row.leverage()))
        .putFields("rule", text(row.rule().name()))
        .putFields("accounts", count(row.windows()))
        .putFields("mean", decimal(row.mean()))
        .putFields("givenUp", decimal(row.givenUp()))
        .putFields("fivePercent", decimal(row.fivePercent()))
        .putFields("onePercent", decimal(row.onePercent()))
        .putFields("worst", decimal(row.worst()))
        .putFields("meanOfWorst", decimal(row.meanOfWorst()))
        .putFields("lostMost", rate(row.lostMost()))
        .putFields("lostMuch", rate(row.lostMuch()))
        .putFields("betLiquidated", rate(row.betLiquidated()))
        .putFields("hedgeClosed", rate(row.hedgeClosed()))
        .putFields("hedgePoolFell", rate(row.hedgePoolFell()))
        .putFields("refused", count(row.refused()));
  }

  private static Struct.Builder bound(BoundCheck row) {
    return Struct.newBuilder()
        .putFields("leverage", decimal(row.leverage()))
        .putFields("accounts", count(row.windows()))
        .putFields("worstLoss", decimal(row.worstLoss()))
        .putFields("largestMarginAndReserve", decimal(row.largestBound()))
        .putFields("beyondMarginAndReserve", count(row.beyondMarginAndReserve()))
        .putFields("beyondWorstCase", count(row.beyondWorstCase()));
  }

  private static Struct.Builder crash(WindowResult row) {
    Struct.Builder endEquity = Struct.newBuilder();
    for (Outcome outcome : row.outcomes()) {
      endEquity.putFields(outcome.rule().name(), decimal(outcome.endEquity()));
    }
    return Struct.newBuilder()
        .putFields("start", text(row.start().toString()))
        .putFields("coin", text(row.coin()))
        .putFields("side", text(row.side().name()))
        .putFields("leverage", decimal(row.leverage()))
        .putFields("endEquity", Value.newBuilder().setStructValue(endEquity).build());
  }

  private static Struct.Builder probability(StatedAndRealized row) {
    return Struct.newBuilder()
        .putFields("from", rate(row.from()))
        .putFields("to", rate(row.to()))
        .putFields("bets", count(row.bets()))
        .putFields("stated", rate(row.stated()))
        .putFields("realized", rate(row.realized()));
  }

  private static Struct.Builder calibration(Calibration row) {
    Value promise = row.keepsPromise()
        .map(kept -> Value.newBuilder().setBoolValue(kept))
        .orElseGet(() -> Value.newBuilder().setNullValue(NullValue.NULL_VALUE))
        .build();
    return Struct.newBuilder()
        .putFields("hours", count((int) row.horizon().toHours()))
        .putFields("side", text(row.side().name()))
        .putFields("stated", rate(row.stated()))
        .putFields("multiple", decimal(row.fitted()))
        .putFields("fittedWindows", count(row.fittedWindows()))
        .putFields("judgedWindows", count(row.judgedWindows()))
        .putFields("realized", rate(row.realized()))
        .putFields("ratio", decimal(row.ratio()))
        .putFields("keepsPromise", promise)
        .putFields("realizedByTable", rate(row.ofTable()));
  }

  private static <T> Value list(List<T> rows, Function<T, Struct.Builder> form) {
    ListValue.Builder list = ListValue.newBuilder();
    rows.forEach(row -> list.addValues(Value.newBuilder().setStructValue(form.apply(row))));
    return Value.newBuilder().setListValue(list).build();
  }

  private static Value rate(Rate rate) {
    return decimal(rate.fraction());
  }

  private static Value decimal(Decimal figure) {
    BigDecimal rounded = new BigDecimal(figure.toString()).setScale(SCALE, RoundingMode.HALF_EVEN);
    return text(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
  }

  private static Value count(int count) {
    return Value.newBuilder().setNumberValue(count).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
