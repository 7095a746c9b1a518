package io.crossguard.server.mapping;

import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.CollateralMode;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Haircut;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.PositionMode;
import io.crossguard.margin.rules.RuleSet;
import io.crossguard.margin.value.Decimal;
import io.crossguard.margin.value.Rate;
import io.crossguard.v1.AssetRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a rule set out of a request or a rule-set file. */
final class RuleSetMapper {
  private RuleSetMapper() {}

  static Reading<RuleSet> fromProto(io.crossguard.v1.RuleSet message, FieldPath field) {
    FieldPath assetsField = field.child("assets");
    assetsField.requireAtMost(RequestLimits.ASSETS_MAX, message.getAssetsCount());
    FieldPath instrumentsField = field.child("instruments");
    instrumentsField.requireAtMost(RequestLimits.INSTRUMENTS_MAX, message.getInstrumentsCount());

    Reading<String> ruleSetId =
        IdentifierMapper.fromProto(message.getRuleSetId(), field.child("ruleSetId"));
    Reading<String> version =
        IdentifierMapper.fromProto(message.getVersion(), field.child("version"));
    Reading<String> quoteCurrency =
        IdentifierMapper.fromProto(message.getQuoteCurrency(), field.child("quoteCurrency"));
    Reading<Conventions> conventions = conventions(message, field);
    boolean isPooled =
        message.getCollateralMode() == io.crossguard.v1.RuleSet.CollateralMode.MULTI_ASSET;
    Reading<List<CollateralAsset>> assets = assetsField.each(
        message.getAssetsList(), (asset, place) -> collateralAsset(asset, isPooled, place));
    Reading<List<Instrument>> instruments =
        instrumentsField.each(message.getInstrumentsList(), InstrumentMapper::fromProto);
    return field.reading(() -> new RuleSet(
        ruleSetId.get(),
        version.get(),
        quoteCurrency.get(),
        conventions.get(),
        byName(assets.get(), CollateralAsset::asset, assetsField, "asset"),
        byName(instruments.get(), Instrument::instrumentId, instrumentsField, "instrumentId")));
  }

  private static Reading<Conventions> conventions(
      io.crossguard.v1.RuleSet message, FieldPath field) {
    Reading<CollateralMode> collateralMode = switch (message.getCollateralMode()) {
      case COLLATERAL_MODE_UNSPECIFIED, SINGLE_ASSET -> Reading.of(CollateralMode.SINGLE_ASSET);
      case MULTI_ASSET -> Reading.of(CollateralMode.MULTI_ASSET);
      case UNRECOGNIZED ->
        field.child("collateralMode").violation("must be SINGLE_ASSET or MULTI_ASSET");
    };
    Reading<PositionMode> positionMode = switch (message.getPositionMode()) {
      case POSITION_MODE_UNSPECIFIED, HEDGE -> Reading.of(PositionMode.HEDGE);
      case ONE_WAY -> Reading.of(PositionMode.ONE_WAY);
      case UNRECOGNIZED -> field.child("positionMode").violation("must be HEDGE or ONE_WAY");
    };
    Reading<Optional<Decimal>> warningLevel = DecimalMapper.optionalFromProto(
        message.getWarningLevel(), DecimalRule.ABOVE_ZERO_TO_ONE, field.child("warningLevel"));
    Reading<Optional<Decimal>> trigger = DecimalMapper.optionalFromProto(
        message.getLiquidationTrigger(), DecimalRule.FROM_ONE, field.child("liquidationTrigger"));
    return field.reading(() -> new Conventions(
        collateralMode.get(),
        positionMode.get(),
        warningLevel.get().map(Rate::new).orElse(Conventions.WARNING_LEVEL_DEFAULT),
        trigger.get().map(Rate::new).orElse(Rate.ONE)));
  }

  private static Reading<CollateralAsset> collateralAsset(
      AssetRule message, boolean isPooled, FieldPath field) {
    Reading<String> asset = IdentifierMapper.fromProto(message.getAsset(), field.child("asset"));
    Reading<String> root = message.getRoot().isEmpty()
        ? asset
        : IdentifierMapper.fromProto(message.getRoot(), field.child("root"));
    Reading<Haircut> haircut = haircut(message.getHaircut(), isPooled, field.child("haircut"));
    return field.reading(() -> new CollateralAsset(asset.get(), root.get(), haircut.get()));
  }

  private static Reading<Haircut> haircut(
      io.crossguard.v1.Haircut message, boolean isPooled, FieldPath field) {
    return switch (message.getKindCase()) {
      case FLAT -> {
        FieldPath flat = field.child("flat");
        Reading<Decimal> rate =
            DecimalMapper.fromProto(message.getFlat(), DecimalRule.FROM_ZERO_TO_ONE, flat);
        yield flat.reading(() -> new Haircut.Flat(new Rate(rate.get())));
      }
      case KIND_NOT_SET ->
        isPooled
            ? field.violation("must be set where assets are pooled")
            : Reading.of(Haircut.NONE);
    };
  }

  private static <T> Map<String, T> byName(
      List<T> rows, Function<T, String> name, FieldPath field, String nameField) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String key = name.apply(rows.get(i));
      if (byName.putIfAbsent(key, rows.get(i)) != null) {
        field.at(i).child(nameField).inconsistency("must not repeat '" + key + "'");
      }
    }
    return byName;
  }
}
