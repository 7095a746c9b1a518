package io.crossguard.server.mapping;

import io.crossguard.margin.rules.ChangePolicy;

/** Reads which changes a venue accepts; what is unset has its default. */
final class ChangePolicyMapper {
  private static final ChangePolicy DEFAULT = ChangePolicy.DEFAULT;

  private ChangePolicyMapper() {}

  static Reading<ChangePolicy> fromProto(io.crossguard.v1.ChangePolicy message, FieldPath field) {
    Reading<ChangePolicy.ModeSwitch> modeSwitch = EnumMapper.fromProto(
        message.getModeSwitch(), DEFAULT.modeSwitch(), field.child("modeSwitch"));
    Reading<ChangePolicy.Reduction> reduction =
        EnumMapper.fromProto(message.getReduction(), DEFAULT.reduction(), field.child("reduction"));
    Reading<ChangePolicy.Payout> payout =
        EnumMapper.fromProto(message.getPayout(), DEFAULT.payout(), field.child("payout"));
    Reading<ChangePolicy.IsolationSource> isolationSource = EnumMapper.fromProto(
        message.getIsolationSource(), DEFAULT.isolationSource(), field.child("isolationSource"));
    return field.reading(() -> new ChangePolicy(
        modeSwitch.get(),
        reduction.get(),
        payout.get(),
        isolationSource.get(),
        message.getRefusesBothModesOfInstrument(),
        message.getRefusesIsolatedBesidePool()));
  }
}
