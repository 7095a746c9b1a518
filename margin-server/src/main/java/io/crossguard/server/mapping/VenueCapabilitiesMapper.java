package io.crossguard.server.mapping;

import io.crossguard.advisor.policy.ModeGranularity;
import io.crossguard.advisor.policy.VenueCapabilities;
import io.crossguard.margin.value.Decimal;
import java.util.Optional;

/** Reads how margin modes work at a venue; what is unset has its default. */
final class VenueCapabilitiesMapper {
  private static final VenueCapabilities DEFAULT = VenueCapabilities.defaults();

  private VenueCapabilitiesMapper() {}

  static Reading<VenueCapabilities> fromProto(
      io.crossguard.v1.VenueCapabilities message, FieldPath field) {
    Reading<ModeGranularity> granularity =
        granularity(message.getModeGranularity(), field.child("modeGranularity"));
    Reading<Optional<Decimal>> marginStep = DecimalMapper.optionalFromProto(
        message.getMarginStep(), DecimalRule.POSITIVE, field.child("marginStep"));
    return field.reading(() -> new VenueCapabilities(
        granularity.get(),
        message.hasModeSwitchWithOpenPosition()
            ? message.getModeSwitchWithOpenPosition()
            : DEFAULT.modeSwitchWithOpenPosition(),
        message.hasSubAccounts() ? message.getSubAccounts() : DEFAULT.subAccounts(),
        message.hasPnlMovesWithPosition()
            ? message.getPnlMovesWithPosition()
            : DEFAULT.pnlMovesWithPosition(),
        marginStep.get()));
  }

  private static Reading<ModeGranularity> granularity(
      io.crossguard.v1.VenueCapabilities.ModeGranularity granularity, FieldPath field) {
    return switch (granularity) {
      case MODE_GRANULARITY_UNSPECIFIED -> Reading.of(DEFAULT.modeGranularity());
      case PER_POSITION -> Reading.of(ModeGranularity.PER_POSITION);
      case PER_SYMBOL -> Reading.of(ModeGranularity.PER_SYMBOL);
      case ACCOUNT_WIDE -> Reading.of(ModeGranularity.ACCOUNT_WIDE);
      case SUB_ACCOUNTS -> Reading.of(ModeGranularity.SUB_ACCOUNTS);
      case UNRECOGNIZED ->
        field.violation("must be PER_POSITION, PER_SYMBOL, ACCOUNT_WIDE or SUB_ACCOUNTS");
    };
  }
}
