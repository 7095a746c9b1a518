package io.crossguard.server.mapping;

import io.crossguard.margin.liquidation.Distance;
import io.crossguard.margin.liquidation.LiquidationPrice;
import io.crossguard.margin.liquidation.PositionLiquidation;
import io.crossguard.margin.liquidation.RootDistance;
import io.crossguard.margin.value.Price;
import io.crossguard.v1.DistanceMove;
import io.crossguard.v1.PositionMargin;
import io.crossguard.v1.UnderlyingDistance;

/** Writes liquidation prices and distances: a figure, or why there is none. */
final class LiquidationMapper {
  private LiquidationMapper() {}

  static void addTo(PositionMargin.Builder message, PositionLiquidation liquidation) {
    message.setLiquidationPrice(toProto(liquidation.liquidationPrice()));
    message.setBankruptcyPrice(toProto(liquidation.bankruptcyPrice()));
    liquidation
        .liquidationPriceOtherSide()
        .ifPresent(price -> message.setLiquidationPriceOtherSide(at(price)));
    liquidation
        .backstopPrice()
        .map(LiquidationMapper::toProto)
        .ifPresent(message::setBackstopPrice);
    message.setPriceTolerance(DecimalMapper.toProto(liquidation.priceTolerance()));
  }

  static io.crossguard.v1.LiquidationPrice toProto(LiquidationPrice price) {
    if (price instanceof LiquidationPrice.At at) {
      return at(at.price());
    }
    io.crossguard.v1.LiquidationPrice.Builder message =
        io.crossguard.v1.LiquidationPrice.newBuilder();
    if (price instanceof LiquidationPrice.AlreadyLiquidatable already) {
      already
          .recoveryPrice()
          .ifPresentOrElse(
              recovery -> message
                  .getAlreadyLiquidatableBuilder()
                  .setRecoveryPrice(DecimalMapper.toProto(recovery.value())),
              message::getAlreadyLiquidatableBuilder);
      return message.build();
    }
    return message
        .setNone(io.crossguard.v1.LiquidationPrice.None.getDefaultInstance())
        .build();
  }

  static UnderlyingDistance toProto(RootDistance distance) {
    return UnderlyingDistance.newBuilder()
        .setRoot(distance.root())
        .setDown(move(distance.down()))
        .setUp(move(distance.up()))
        .setTolerance(DecimalMapper.toProto(distance.tolerance()))
        .build();
  }

  private static io.crossguard.v1.LiquidationPrice at(Price price) {
    return io.crossguard.v1.LiquidationPrice.newBuilder()
        .setPrice(DecimalMapper.toProto(price.value()))
        .build();
  }

  private static DistanceMove move(Distance distance) {
    DistanceMove.Builder message = DistanceMove.newBuilder();
    if (distance instanceof Distance.By by) {
      message.setMove(DecimalMapper.toProto(by.move()));
    } else if (distance instanceof Distance.AlreadyLiquidatable) {
      message.setAlreadyLiquidatable(DistanceMove.AlreadyLiquidatable.getDefaultInstance());
    } else {
      message.setNone(DistanceMove.None.getDefaultInstance());
    }
    return message.build();
  }
}
