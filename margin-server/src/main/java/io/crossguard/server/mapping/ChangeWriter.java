package io.crossguard.server.mapping;

import io.crossguard.margin.change.Change;

/** Writes a change so that it can be sent back in a request: the reverse of {@link ChangeMapper}. */
final class ChangeWriter {
  private ChangeWriter() {}

  static io.crossguard.v1.Change toProto(Change change) {
    io.crossguard.v1.Change.Builder message = io.crossguard.v1.Change.newBuilder();
    if (change instanceof Change.Trade trade) {
      message.setTrade(trade(trade));
    } else if (change instanceof Change.SetLeverage set) {
      message
          .getSetLeverageBuilder()
          .setPositionId(set.positionId())
          .setLeverage(DecimalMapper.toProto(set.leverage()));
    } else if (change instanceof Change.ToIsolated switched) {
      message
          .getToIsolatedBuilder()
          .setPositionId(switched.positionId())
          .setMargin(DecimalMapper.toProto(switched.margin()));
    } else if (change instanceof Change.ToCross switched) {
      message.getToCrossBuilder().setPositionId(switched.positionId());
    } else if (change instanceof Change.AdjustIsolatedMargin adjusted) {
      message
          .getAdjustIsolatedMarginBuilder()
          .setPositionId(adjusted.positionId())
          .setAmount(DecimalMapper.toProto(adjusted.amount()));
    } else if (change instanceof Change.Deposit deposit) {
      message
          .getDepositBuilder()
          .setAsset(deposit.asset())
          .setAmount(DecimalMapper.toProto(deposit.amount()));
    } else if (change instanceof Change.Withdraw withdrawal) {
      message
          .getWithdrawBuilder()
          .setAsset(withdrawal.asset())
          .setAmount(DecimalMapper.toProto(withdrawal.amount()));
    }
    return message.build();
  }

  private static io.crossguard.v1.Change.Trade trade(Change.Trade trade) {
    io.crossguard.v1.Change.Trade.Builder message = io.crossguard.v1.Change.Trade.newBuilder()
        .setPositionId(trade.positionId())
        .setInstrumentId(trade.instrumentId())
        .setQuantity(DecimalMapper.toProto(trade.quantity().contracts()))
        .setPrice(DecimalMapper.toProto(trade.price().value()))
        .setFee(DecimalMapper.toProto(trade.fee()))
        .setLeverage(DecimalMapper.toProto(trade.leverage()))
        .setMargin(DecimalMapper.toProto(trade.margin()));
    trade
        .mode()
        .map(mode -> EnumMapper.toProto(mode, io.crossguard.v1.Change.Mode.class))
        .ifPresent(message::setMode);
    return message.build();
  }
}
