package io.crossguard.advisor;

import io.crossguard.advisor.order.IntendedTrade;
import io.crossguard.advisor.order.OrderRequest;
import io.crossguard.margin.account.Account;
import io.crossguard.margin.account.Position;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Price;
import io.crossguard.margin.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A random order in a random account at a random venue. Two of three orders open what was taken out of
 * the account before, on either side; the third trades in a contract that is still held. Every tenth
 * account has options.
 */
final class RandomOrder {
  private RandomOrder() {}

  static OrderRequest request(long seed) {
    Random random = new Random(seed * 1_009 + 3);
    AdviceRequest book = oneWay(
        seed % 10 == 4 ? RandomOptions.request(new Random(seed)) : RandomVenue.withoutOptions(seed),
        random);
    List<Position> positions = new ArrayList<>(book.account().account().positions());
    int chosen = random.nextInt(positions.size());
    Position like = positions.get(chosen);
    if (random.nextInt(3) > 0) {
      positions.remove(chosen);
    }
    return new OrderRequest(with(book, positions), trade(like, book, random));
  }

  private static IntendedTrade trade(Position like, AdviceRequest book, Random random) {
    Decimal times = RandomPortfolio.thousandths(random, 50, 3_000);
    // One of eight is far too large.
    Decimal factor = random.nextInt(8) == 0 ? times.times(Decimal.of(100)) : times;
    Decimal size = like.quantity().contracts().times(factor);
    Quantity quantity = new Quantity(random.nextInt(3) == 0 ? size.negated() : size);
    Price mark = book.account().market().markPrice(like.instrumentId()).orElseThrow();
    Decimal off = Decimal.ONE.plus(RandomPortfolio.thousandths(random, -3, 4));
    return new IntendedTrade(
        like.instrumentId(),
        quantity,
        random.nextInt(4) == 0 ? Optional.of(new Price(mark.value().times(off))) : Optional.empty(),
        random.nextInt(4) == 0 && !isOption(like, book)
            ? Optional.of(Decimal.of(2))
            : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of("order") : Optional.empty(),
        Optional.empty());
  }

  private static boolean isOption(Position position, AdviceRequest book) {
    return book.account()
        .rules()
        .instrument(position.instrumentId())
        .flatMap(Instrument::option)
        .isPresent();
  }

  private static AdviceRequest oneWay(AdviceRequest request, Random random) {
    if (random.nextBoolean()) {
      return request;
    }
    RuleSet rules = request.account().rules();
    Conventions conventions =
        rules.conventions().toBuilder().positionMode(PositionMode.ONE_WAY).build();
    ResolvedAccount account = ResolvedAccount.of(
        request.account().account(),
        request.account().market(),
        rules.withConventions(conventions));
    return RandomVenue.with(request, account, Map.of());
  }

  static AdviceRequest with(AdviceRequest book, List<Position> positions) {
    Account account = book.account().account();
    MarketSnapshot market = book.account().market();
    return RandomVenue.with(
        book,
        ResolvedAccount.of(
            new Account(account.accountId(), account.balances(), positions, account.orders()),
            market,
            book.account().rules()),
        Map.of());
  }
}
