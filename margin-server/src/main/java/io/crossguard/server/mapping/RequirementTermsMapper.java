package io.crossguard.server.mapping;

import io.crossguard.margin.rules.ClosingFee;
import io.crossguard.margin.rules.RequirementTerms;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.Optional;

/** Reads what joins the schedule of an instrument. */
final class RequirementTermsMapper {
  private RequirementTermsMapper() {}

  static Reading<RequirementTerms> fromProto(
      io.crossguard.v1.RequirementTerms message, FieldPath field) {
    Reading<ClosingFee> closingFee = message.hasClosingFee()
        ? closingFee(message.getClosingFee(), field.child("closingFee"))
        : Reading.of(ClosingFee.NONE);
    Reading<Decimal> initialAdded = amount(message.getInitialAdded(), field.child("initialAdded"));
    Reading<Decimal> maintenanceAdded =
        amount(message.getMaintenanceAdded(), field.child("maintenanceAdded"));
    Reading<Decimal> initialLeast = amount(message.getInitialLeast(), field.child("initialLeast"));
    Reading<Decimal> maintenanceLeast =
        amount(message.getMaintenanceLeast(), field.child("maintenanceLeast"));
    return field.reading(() -> new RequirementTerms(
        closingFee.get(),
        initialAdded.get(),
        maintenanceAdded.get(),
        initialLeast.get(),
        maintenanceLeast.get()));
  }

  private static Reading<ClosingFee> closingFee(
      io.crossguard.v1.ClosingFee message, FieldPath field) {
    Reading<Decimal> rate = DecimalMapper.fromProto(
        message.getRate(), DecimalRule.FROM_ZERO_BELOW_ONE, field.child("rate"));
    Reading<ClosingFee.Basis> basis =
        EnumMapper.fromProto(message.getBasis(), ClosingFee.Basis.MARK, field.child("basis"));
    return field.reading(() -> new ClosingFee(
        new Rate(rate.get()),
        basis.get(),
        message.getJoinsInitial(),
        message.getJoinsMaintenance()));
  }

  private static Reading<Decimal> amount(String digits, FieldPath field) {
    Reading<Optional<Decimal>> amount =
        DecimalMapper.optionalFromProto(digits, DecimalRule.NOT_NEGATIVE, field);
    return field.reading(() -> amount.get().orElse(Decimal.ZERO));
  }
}
