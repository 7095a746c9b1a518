package io.crossguard.client.cli;

import com.google.protobuf.Message;
import io.crossguard.client.MarginClient;
import io.crossguard.client.figure.Figures;
import io.crossguard.v1.Account;
import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.LiquidationPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import io.crossguard.v1.Position;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The request behind a response, as far as a report needs it: what each position holds, at which
 * mark price, in which tick. It writes prices with them.
 *
 * <p>Only what the service has accepted gets here, so every position has its instrument and mark.
 */
final class Book {
  private static final BigDecimal NO_TICK = BigDecimal.ZERO;
  private static final String NONE = "none";
  private static final String INDETERMINATE = "indeterminate";

  private final Map<String, Position> positions;
  private final Map<String, Instrument> instruments;
  private final Map<String, BigDecimal> marks;
  private final String quoteCurrency;

  Book(Account account, Market market, RuleSet rules) {
    positions = account.getPositionsList().stream()
        .collect(Collectors.toMap(Position::getPositionId, Function.identity()));
    instruments = rules.getInstrumentsList().stream()
        .collect(Collectors.toMap(Instrument::getInstrumentId, Function.identity()));
    marks = market.getMarkPricesList().stream()
        .collect(Collectors.toMap(
            MarkPrice::getInstrumentId, price -> new BigDecimal(price.getPrice())));
    quoteCurrency = rules.getQuoteCurrency();
  }

  /**
   * The book of a request: every request about an account names the account, the market and the
   * rules alike.
   *
   * @param client what knows the rule set where the request only names it
   */
  static Book of(Message request, MarginClient client) {
    RuleSet rules = (RuleSet) field(request, "rule_set");
    String ruleSetId = (String) field(request, "rule_set_id");
    return new Book(
        (Account) field(request, "account"),
        (Market) field(request, "market"),
        ruleSetId.isEmpty() ? rules : client.getRuleSet(ruleSetId));
  }

  private static Object field(Message request, String name) {
    return request.getField(request.getDescriptorForType().findFieldByName(name));
  }

  String quoteCurrency() {
    return quoteCurrency;
  }

  /** The instrument that the position holds. */
  String instrumentId(String positionId) {
    return position(positionId).getInstrumentId();
  }

  /** The asset that the amounts of the position are in. */
  String settlementAsset(String positionId) {
    return instrument(positionId).getSettlementAsset();
  }

  /** The asset that the amounts of a contract are in. */
  String settlementAssetOf(String instrumentId) {
    return instruments
        .getOrDefault(instrumentId, Instrument.getDefaultInstance())
        .getSettlementAsset();
  }

  String mark(String positionId) {
    return markPrice(positionId).toPlainString();
  }

  /**
   * A liquidation price in words and figures. The price is rounded to the tick towards the mark,
   * that is towards the earlier liquidation: of a long up, of a short down. A recovery price is
   * rounded away from the mark: there the scope does stand again.
   */
  String liquidation(String positionId, LiquidationPrice price) {
    return text(positionId, price, "already liquidatable");
  }

  /** A bankruptcy price, written like a liquidation price. */
  String bankruptcy(String positionId, LiquidationPrice price) {
    return text(positionId, price, "already bankrupt");
  }

  /** How far the price is from the mark, as a move of this instrument alone. */
  String distance(String positionId, LiquidationPrice price) {
    if (price.getOutcomeCase() != LiquidationPrice.OutcomeCase.PRICE) {
      return Figures.ABSENT;
    }
    BigDecimal ratio =
        new BigDecimal(price.getPrice()).divide(markPrice(positionId), MathContext.DECIMAL128);
    return Figures.move(ratio.subtract(BigDecimal.ONE));
  }

  /** Why a liquidation price is indeterminate, as lines of a report; none where it is not. */
  static List<String> reason(String positionId, LiquidationPrice price) {
    return price.getOutcomeCase() == LiquidationPrice.OutcomeCase.INDETERMINATE
        ? Page.paragraph(
            "The liquidation price of " + positionId + " is indeterminate:",
            price.getIndeterminate().getReason())
        : List.of();
  }

  /** The move of a root that liquidates a scope, in words and figures. */
  static String move(DistanceMove move) {
    return switch (move.getOutcomeCase()) {
      case MOVE -> Figures.move(new BigDecimal(move.getMove()));
      case NONE -> NONE;
      case ALREADY_LIQUIDATABLE -> "already liquidatable";
      case INDETERMINATE -> INDETERMINATE;
      case OUTCOME_NOT_SET -> Figures.ABSENT;
    };
  }

  private String text(String positionId, LiquidationPrice price, String already) {
    return switch (price.getOutcomeCase()) {
      case PRICE -> towardsMark(positionId, new BigDecimal(price.getPrice()));
      case NONE -> NONE;
      case ALREADY_LIQUIDATABLE ->
        already + recovery(positionId, price.getAlreadyLiquidatable().getRecoveryPrice());
      case INDETERMINATE -> INDETERMINATE;
      case OUTCOME_NOT_SET -> Figures.ABSENT;
    };
  }

  private String recovery(String positionId, String price) {
    if (price.isEmpty()) {
      return " (no price recovers)";
    }
    BigDecimal value = new BigDecimal(price);
    boolean above = value.compareTo(markPrice(positionId)) > 0;
    return " (recovers at " + rounded(positionId, value, above) + ")";
  }

  private String towardsMark(String positionId, BigDecimal price) {
    int comparison = price.compareTo(markPrice(positionId));
    boolean isLong = !position(positionId).getQuantity().startsWith("-");
    return rounded(positionId, price, comparison < 0 || (comparison == 0 && isLong));
  }

  private String rounded(String positionId, BigDecimal price, boolean up) {
    RoundingMode direction = up ? RoundingMode.CEILING : RoundingMode.FLOOR;
    String tick = instrument(positionId).getTickSize();
    return Figures.price(price, tick.isEmpty() ? NO_TICK : new BigDecimal(tick), direction);
  }

  private Position position(String positionId) {
    return positions.getOrDefault(positionId, Position.getDefaultInstance());
  }

  private Instrument instrument(String positionId) {
    return instruments.getOrDefault(instrumentId(positionId), Instrument.getDefaultInstance());
  }

  private BigDecimal markPrice(String positionId) {
    return marks.getOrDefault(instrumentId(positionId), BigDecimal.ONE);
  }
}
