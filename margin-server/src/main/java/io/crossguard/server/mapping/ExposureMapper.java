package io.crossguard.server.mapping;

import io.crossguard.margin.exposure.Exposure;

/** Writes the exposure to a root. */
final class ExposureMapper {
  private ExposureMapper() {}

  static io.crossguard.v1.Exposure toProto(Exposure exposure) {
    Exposure.Notional notional = exposure.notional();
    io.crossguard.v1.Exposure.Builder message = io.crossguard.v1.Exposure.newBuilder()
        .setRoot(exposure.root())
        .setLongNotional(DecimalMapper.toProto(notional.longNotional().amount()))
        .setShortNotional(DecimalMapper.toProto(notional.shortNotional().amount()))
        .setNetNotional(DecimalMapper.toProto(notional.net().amount()))
        .setGrossNotional(DecimalMapper.toProto(notional.gross().amount()))
        .setNetToEquity(DecimalMapper.toProto(exposure.netToEquity()))
        .setGrossToEquity(DecimalMapper.toProto(exposure.grossToEquity()));
    exposure
        .delta()
        .ifPresent(delta -> message
            .setLongDelta(DecimalMapper.toProto(delta.longDelta()))
            .setShortDelta(DecimalMapper.toProto(delta.shortDelta()))
            .setNetDelta(DecimalMapper.toProto(delta.net()))
            .setGrossDelta(DecimalMapper.toProto(delta.gross())));
    return message.build();
  }
}
