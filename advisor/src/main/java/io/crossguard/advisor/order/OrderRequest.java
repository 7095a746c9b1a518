package io.crossguard.advisor.order;

import static java.util.Objects.requireNonNull;

import io.crossguard.advisor.AdviceRequest;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.change.Change;
import io.crossguard.margin.change.ChangeTrial;
import io.crossguard.margin.evaluation.Inconsistency;
import io.crossguard.margin.evaluation.InconsistentInputException;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.evaluation.ScopeKind;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A trade and the account that it would be made in.
 *
 * @param book the account today, and what advice on it depends on
 * @param trade what is to be done
 */
public record OrderRequest(AdviceRequest book, IntendedTrade trade) {
  private static final String TRADE = "trade.";

  /**
   * @throws InconsistentInputException if the trade doesn't fit the account, its market and its
   *     rules: an unknown instrument, a missing price, a quantity between two steps, another pool, a
   *     position in another instrument, or more than one position that it might close
   */
  public OrderRequest {
    requireNonNull(book, "book");
    requireNonNull(trade, "trade");
    List<Inconsistency> found = new ArrayList<>(ofContract(book.account(), trade));
    book.account().rules().instrument(trade.instrumentId()).ifPresent(instrument -> {
      found.addAll(ofQuantity(instrument, trade));
      found.addAll(ofScope(book.account(), instrument, trade));
      found.addAll(ofPosition(book.account(), trade));
    });
    if (!found.isEmpty()) {
      throw new InconsistentInputException(found);
    }
  }

  /** What the margin engine finds of a trade in that contract. */
  private static List<Inconsistency> ofContract(ResolvedAccount account, IntendedTrade trade) {
    Change opening = new Change.Trade(
        PositionNames.free(account, trade.instrumentId()),
        trade.instrumentId(),
        trade.quantity(),
        trade.price().orElse(Price.ONE),
        Decimal.ZERO,
        trade.leverage(),
        Optional.of(ScopeKind.CROSS),
        Optional.empty());
    try {
      ChangeTrial.of(account).attempt(opening);
      return List.of();
    } catch (InconsistentInputException e) {
      return e.inconsistencies().stream()
          .map(found -> new Inconsistency(
              TRADE + found.path().substring(found.path().lastIndexOf('.') + 1), found.rule()))
          .toList();
    }
  }

  private static List<Inconsistency> ofQuantity(Instrument instrument, IntendedTrade trade) {
    Decimal quantity = trade.quantity().contracts().abs();
    return instrument
        .quantityStep()
        .filter(step -> !quantity.roundedDownTo(step).equals(quantity))
        .map(step -> new Inconsistency(
            TRADE + "quantity",
            "must be a multiple of " + step + ", the quantity step of '" + instrument.instrumentId()
                + "'"))
        .stream()
        .toList();
  }

  private static List<Inconsistency> ofScope(
      ResolvedAccount account, Instrument instrument, IntendedTrade trade) {
    String poolId = account.crossScopeId(instrument.settlementAsset());
    return trade
        .scopeId()
        .filter(asked -> !asked.equals(poolId))
        .map(asked -> new Inconsistency(
            TRADE + "scopeId",
            "must be '" + poolId + "', the pool in which '" + instrument.instrumentId()
                + "' settles: '" + asked + "' is not"))
        .stream()
        .toList();
  }

  private static List<Inconsistency> ofPosition(ResolvedAccount account, IntendedTrade trade) {
    Optional<Position> named = trade
        .positionId()
        .flatMap(account::position)
        .filter(position -> !position.instrumentId().equals(trade.instrumentId()));
    if (named.isPresent()) {
      return List.of(new Inconsistency(
          TRADE + "positionId",
          "must not be '" + named.get().positionId() + "', which is a position in '"
              + named.get().instrumentId() + "'"));
    }
    List<Position> closable = NettedTrade.closable(account, trade);
    if (closable.size() <= 1) {
      return List.of();
    }
    return List.of(new Inconsistency(
        TRADE + "positionId",
        "must name the position to close: under ONE_WAY the trade may close "
            + closable.stream()
                .map(position -> "'" + position.positionId() + "'")
                .collect(Collectors.joining(" or "))));
  }
}
