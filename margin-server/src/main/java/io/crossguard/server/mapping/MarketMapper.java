package io.crossguard.server.mapping;

import com.google.protobuf.Timestamp;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.value.Price;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the prices out of a request. */
final class MarketMapper {
  private MarketMapper() {}

  static Reading<MarketSnapshot> fromProto(Market message, FieldPath field) {
    FieldPath marksField = field.child("markPrices");
    marksField.requireAtMost(RequestLimits.PRICES_MAX, message.getMarkPricesCount());
    FieldPath indexesField = field.child("indexPrices");
    indexesField.requireAtMost(RequestLimits.PRICES_MAX, message.getIndexPricesCount());

    Reading<Optional<Instant>> asOf =
        message.hasAsOf() ? asOf(message.getAsOf(), field) : Reading.of(Optional.empty());
    Reading<List<PriceRow>> marks =
        marksField.each(message.getMarkPricesList(), MarketMapper::markPrice);
    Reading<List<PriceRow>> indexes =
        indexesField.each(message.getIndexPricesList(), MarketMapper::indexPrice);
    return field.reading(
        () -> new MarketSnapshot(asOf.get(), byName(marks.get()), byName(indexes.get())));
  }

  private static Reading<Optional<Instant>> asOf(Timestamp timestamp, FieldPath field) {
    Reading<Instant> instant = TimeMapper.fromProto(timestamp, field.child("asOf"));
    return field.reading(() -> Optional.of(instant.get()));
  }

  private static Reading<PriceRow> markPrice(MarkPrice message, FieldPath field) {
    return row(message.getInstrumentId(), field.child("instrumentId"), message.getPrice(), field);
  }

  private static Reading<PriceRow> indexPrice(IndexPrice message, FieldPath field) {
    return row(message.getAsset(), field.child("asset"), message.getPrice(), field);
  }

  private static Reading<PriceRow> row(
      String identifier, FieldPath identifierField, String digits, FieldPath field) {
    Reading<String> name = IdentifierMapper.fromProto(identifier, identifierField);
    Reading<Price> price = DecimalMapper.priceFromProto(digits, field.child("price"));
    return field.reading(() -> new PriceRow(name.get(), price.get(), identifierField));
  }

  private static Map<String, Price> byName(List<PriceRow> rows) {
    Map<String, Price> prices = new HashMap<>();
    for (PriceRow row : rows) {
      if (prices.putIfAbsent(row.name(), row.price()) != null) {
        row.field().inconsistency("must not repeat '" + row.name() + "'");
      }
    }
    return prices;
  }

  private record PriceRow(String name, Price price, FieldPath field) {}
}
