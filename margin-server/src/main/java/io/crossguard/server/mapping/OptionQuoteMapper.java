package io.crossguard.server.mapping;

import io.crossguard.margin.market.OptionQuote;
import io.crossguard.margin.market.OptionQuote.Greeks;
import io.crossguard.margin.value.Decimal;
import io.crossguard.v1.Market;
import io.crossguard.v1.OptionGreeks;
import java.util.List;
import java.util.Map;

/** Reads what a market says of options, and writes greeks. */
final class OptionQuoteMapper {
  private OptionQuoteMapper() {}

  static Reading<Map<String, OptionQuote>> fromProto(Market message, FieldPath market) {
    FieldPath field = market.child("optionQuotes");
    field.requireAtMost(RequestLimits.PRICES_MAX, message.getOptionQuotesCount());
    Reading<List<NamedRow<OptionQuote>>> rows =
        field.each(message.getOptionQuotesList(), OptionQuoteMapper::row);
    return field.reading(() -> NamedRow.byName(rows.get()));
  }

  static OptionGreeks toProto(Greeks greeks) {
    return OptionGreeks.newBuilder()
        .setDelta(DecimalMapper.toProto(greeks.delta()))
        .setGamma(DecimalMapper.toProto(greeks.gamma()))
        .setVega(DecimalMapper.toProto(greeks.vega()))
        .build();
  }

  private static Reading<NamedRow<OptionQuote>> row(
      io.crossguard.v1.OptionQuote message, FieldPath field) {
    FieldPath nameField = field.child("instrumentId");
    Reading<String> name = IdentifierMapper.fromProto(message.getInstrumentId(), nameField);
    Reading<OptionQuote> quote = quote(message, field);
    return field.reading(() -> new NamedRow<>(name.get(), quote.get(), nameField));
  }

  private static Reading<OptionQuote> quote(io.crossguard.v1.OptionQuote message, FieldPath field) {
    return switch (message.getKindCase()) {
      case IMPLIED_VOLATILITY -> {
        FieldPath volatilityField = field.child("impliedVolatility");
        Reading<Decimal> volatility = DecimalMapper.fromProto(
            message.getImpliedVolatility(), DecimalRule.POSITIVE, volatilityField);
        yield volatilityField.reading(() -> new OptionQuote.ImpliedVolatility(volatility.get()));
      }
      case GREEKS -> greeks(message.getGreeks(), field.child("greeks"));
      case KIND_NOT_SET -> field.violation("must have an implied volatility or greeks");
    };
  }

  private static Reading<OptionQuote> greeks(OptionGreeks message, FieldPath field) {
    Reading<Decimal> delta =
        DecimalMapper.fromProto(message.getDelta(), DecimalRule.DELTA, field.child("delta"));
    Reading<Decimal> gamma =
        DecimalMapper.fromProto(message.getGamma(), DecimalRule.ANY, field.child("gamma"));
    Reading<Decimal> vega =
        DecimalMapper.fromProto(message.getVega(), DecimalRule.ANY, field.child("vega"));
    return field.reading(() -> new Greeks(delta.get(), gamma.get(), vega.get()));
  }
}
