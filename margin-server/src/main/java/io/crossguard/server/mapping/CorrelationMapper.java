package io.crossguard.server.mapping;

import io.crossguard.advisor.policy.Correlation;
import io.crossguard.margin.value.Decimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how roots have moved together. */
final class CorrelationMapper {
  private CorrelationMapper() {}

  static Reading<List<Correlation>> fromProto(
      List<io.crossguard.v1.Correlation> messages, FieldPath field) {
    field.requireAtMost(RequestLimits.RISK_ROWS_MAX, messages.size());
    Set<Set<String>> seen = new HashSet<>();
    return field.each(messages, (message, place) -> {
      Reading<Correlation> correlation = correlation(message, place);
      return correlation.isFailed() || seen.add(correlation.get().roots())
          ? correlation
          : place.violation("must not repeat two roots");
    });
  }

  private static Reading<Correlation> correlation(
      io.crossguard.v1.Correlation message, FieldPath field) {
    Reading<String> first =
        IdentifierMapper.fromProto(message.getFirstRoot(), field.child("firstRoot"));
    Reading<String> second =
        IdentifierMapper.fromProto(message.getSecondRoot(), field.child("secondRoot"));
    Reading<Decimal> coefficient =
        DecimalMapper.fromProto(message.getCoefficient(), field.child("coefficient"));
    Reading<Optional<Duration>> sample = message.hasSample()
        ? sample(message.getSample(), field.child("sample"))
        : Reading.of(Optional.empty());
    Reading<Optional<Decimal>> beta30 = DecimalMapper.optionalFromProto(
        message.getBetaOf30Days(), DecimalRule.ANY, field.child("betaOf30Days"));
    Reading<Optional<Decimal>> beta90 = DecimalMapper.optionalFromProto(
        message.getBetaOf90Days(), DecimalRule.ANY, field.child("betaOf90Days"));
    return field.reading(
        () -> new Correlation(
            first.get(),
            second.get(),
            coefficient.get(),
            sample.get(),
            new Correlation.Betas(beta30.get(), beta90.get())),
        Set.of("secondRoot", "coefficient", "sample"));
  }

  private static Reading<Optional<Duration>> sample(
      com.google.protobuf.Duration message, FieldPath field) {
    Reading<Duration> sample = RiskModelMapper.duration(message, field);
    return field.reading(() -> Optional.of(sample.get()));
  }
}
