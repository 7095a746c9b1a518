package io.crossguard.server.mapping;

import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Haircut.Slices.Slice;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import java.util.List;

/** Reads what an asset is worth less as collateral. */
final class HaircutMapper {
  private HaircutMapper() {}

  static Reading<Haircut> fromProto(io.crossguard.v1.Haircut message, FieldPath field) {
    return switch (message.getKindCase()) {
      case FLAT -> flat(message.getFlat(), field.child("flat"));
      case SLICES -> slices(message.getSlices(), field.child("slices"));
      case CAPPED -> capped(message.getCapped(), field.child("capped"));
      case SIZE_DEPENDENT ->
        sizeDependent(message.getSizeDependent(), field.child("sizeDependent"));
      case KIND_NOT_SET -> field.violation("must be flat, slices, capped or sizeDependent");
    };
  }

  private static Reading<Haircut> flat(String digits, FieldPath field) {
    Reading<Decimal> rate = DecimalMapper.fromProto(digits, DecimalRule.FROM_ZERO_TO_ONE, field);
    return field.reading(() -> new Haircut.Flat(new Rate(rate.get())));
  }

  private static Reading<Haircut> slices(io.crossguard.v1.Haircut.Slices message, FieldPath field) {
    FieldPath slicesField = field.child("slices");
    slicesField.requireAtMost(RequestLimits.SLICES_MAX, message.getSlicesCount());
    Reading<List<Slice>> slices = slicesField.each(message.getSlicesList(), HaircutMapper::slice);
    return field.reading(() -> new Haircut.Slices(slices.get()));
  }

  private static Reading<Slice> slice(io.crossguard.v1.Haircut.Slice message, FieldPath field) {
    Reading<Decimal> valueFloor = DecimalMapper.fromProto(
        message.getValueFloor(), DecimalRule.NOT_NEGATIVE, field.child("valueFloor"));
    Reading<Decimal> haircut = DecimalMapper.fromProto(
        message.getHaircut(), DecimalRule.FROM_ZERO_TO_ONE, field.child("haircut"));
    return field.reading(() -> new Slice(valueFloor.get(), new Rate(haircut.get())));
  }

  /** Two slices: the second, from the cap on, counts nothing. */
  private static Reading<Haircut> capped(io.crossguard.v1.Haircut.Capped message, FieldPath field) {
    Reading<Decimal> flat = DecimalMapper.fromProto(
        message.getFlat(), DecimalRule.FROM_ZERO_TO_ONE, field.child("flat"));
    Reading<Decimal> valueMax = DecimalMapper.fromProto(
        message.getValueMax(), DecimalRule.POSITIVE, field.child("valueMax"));
    return field.reading(() -> new Haircut.Slices(List.of(
        new Slice(Decimal.ZERO, new Rate(flat.get())), new Slice(valueMax.get(), Rate.ONE))));
  }

  private static Reading<Haircut> sizeDependent(
      io.crossguard.v1.Haircut.SizeDependent message, FieldPath field) {
    Reading<Decimal> baseWeight = DecimalMapper.fromProto(
        message.getBaseWeight(), DecimalRule.ABOVE_ZERO_TO_ONE, field.child("baseWeight"));
    Reading<Decimal> factor = DecimalMapper.fromProto(
        message.getFactor(), DecimalRule.NOT_NEGATIVE, field.child("factor"));
    return field.reading(() -> new Haircut.SizeDependent(new Rate(baseWeight.get()), factor.get()));
  }
}
