package io.crossguard.server.mapping;

import com.google.protobuf.Timestamp;
import io.crossguard.margin.market.MarketSnapshot;
import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.value.Price;
import io.crossguard.v1.IndexPrice;
import io.crossguard.v1.MarkPrice;
import io.crossguard.v1.Market;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the prices out of a request. */
final class MarketMapper {
  private MarketMapper() {}

  /**
   * @param isOptional whether the prices may be left out, because nothing is held
   */
  static Reading<MarketSnapshot> fromProto(
      Optional<Market> message, boolean isOptional, FieldPath field) {
    return message.isPresent() || isOptional
        ? fromProto(message.orElse(Market.getDefaultInstance()), field)
        : field.violation("must be set");
  }

  static Reading<MarketSnapshot> fromProto(Market message, FieldPath field) {
    FieldPath marksField = field.child("markPrices");
    marksField.requireAtMost(RequestLimits.PRICES_MAX, message.getMarkPricesCount());
    FieldPath indexesField = field.child("indexPrices");
    indexesField.requireAtMost(RequestLimits.PRICES_MAX, message.getIndexPricesCount());

    Reading<Optional<Instant>> asOf =
        message.hasAsOf() ? asOf(message.getAsOf(), field) : Reading.of(Optional.empty());
    Reading<List<NamedRow<Price>>> marks =
        marksField.each(message.getMarkPricesList(), MarketMapper::markPrice);
    Reading<List<NamedRow<Price>>> indexes =
        indexesField.each(message.getIndexPricesList(), MarketMapper::indexPrice);
    Reading<Map<String, OptionQuote>> quotes = OptionQuoteMapper.fromProto(message, field);
    return field.reading(() -> new MarketSnapshot(
        asOf.get(), NamedRow.byName(marks.get()), NamedRow.byName(indexes.get()), quotes.get()));
  }

  private static Reading<Optional<Instant>> asOf(Timestamp timestamp, FieldPath field) {
    Reading<Instant> instant = TimeMapper.fromProto(timestamp, field.child("asOf"));
    return field.reading(() -> Optional.of(instant.get()));
  }

  private static Reading<NamedRow<Price>> markPrice(MarkPrice message, FieldPath field) {
    return row(message.getInstrumentId(), field.child("instrumentId"), message.getPrice(), field);
  }

  private static Reading<NamedRow<Price>> indexPrice(IndexPrice message, FieldPath field) {
    return row(message.getAsset(), field.child("asset"), message.getPrice(), field);
  }

  private static Reading<NamedRow<Price>> row(
      String identifier, FieldPath identifierField, String digits, FieldPath field) {
    Reading<String> name = IdentifierMapper.fromProto(identifier, identifierField);
    Reading<Price> price = DecimalMapper.priceFromProto(digits, field.child("price"));
    return field.reading(() -> new NamedRow<>(name.get(), price.get(), identifierField));
  }
}
