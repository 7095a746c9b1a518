package io.crossguard.server.mapping;

import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.LiabilityWeights;
import io.crossguard.margin.value.Decimal;
import io.crossguard.v1.AssetRule;
import java.util.Optional;

/** Reads what the rules say about one asset. */
final class CollateralAssetMapper {
  private CollateralAssetMapper() {}

  /**
   * @param isPooled whether collateral is pooled, so that a haircut is needed
   */
  static Reading<CollateralAsset> fromProto(AssetRule message, boolean isPooled, FieldPath field) {
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), field.child("asset"));
    Reading<String> root = message.getRoot().isEmpty()
        ? asset
        : IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<Haircut> haircut = haircut(message, isPooled, field.child("haircut"));
    Reading<Haircut> initialHaircut = message.hasInitialHaircut()
        ? HaircutMapper.fromProto(message.getInitialHaircut(), field.child("initialHaircut"))
        : haircut;
    Reading<LiabilityWeights> weights =
        liabilityWeights(message.getLiabilityWeights(), field.child("liabilityWeights"));
    return field.reading(() -> new CollateralAsset(
        asset.get(), root.get(), haircut.get(), initialHaircut.get(), weights.get()));
  }

  private static Reading<Haircut> haircut(AssetRule message, boolean isPooled, FieldPath field) {
    if (message.getHaircut().getKindCase() != io.crossguard.v1.Haircut.KindCase.KIND_NOT_SET) {
      return HaircutMapper.fromProto(message.getHaircut(), field);
    }
    return isPooled
        ? field.violation("must be set where assets are pooled")
        : Reading.of(Haircut.NONE);
  }

  private static Reading<LiabilityWeights> liabilityWeights(
      io.crossguard.v1.LiabilityWeights message, FieldPath field) {
    LiabilityWeights unset = LiabilityWeights.NONE;
    Reading<Optional<Decimal>> balance = weight(message.getBalance(), field.child("balance"));
    Reading<Optional<Decimal>> initialBalance =
        weight(message.getInitialBalance(), field.child("initialBalance"));
    Reading<Optional<Decimal>> maintenance =
        weight(message.getMaintenance(), field.child("maintenance"));
    Reading<Optional<Decimal>> initial = weight(message.getInitial(), field.child("initial"));
    return field.reading(() -> new LiabilityWeights(
        balance.get().orElse(unset.balance()),
        initialBalance.get().orElse(unset.initialBalance()),
        maintenance.get().orElse(unset.maintenance()),
        initial.get().orElse(unset.initial())));
  }

  private static Reading<Optional<Decimal>> weight(String digits, FieldPath field) {
    return DecimalMapper.optionalFromProto(digits, DecimalRule.NOT_NEGATIVE, field);
  }
}
