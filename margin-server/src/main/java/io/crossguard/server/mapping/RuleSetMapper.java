package io.crossguard.server.mapping;

import io.crossguard.margin.rules.CollateralAsset;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Instrument;
import io.crossguard.margin.rules.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Reading<Conventions> conventions = ConventionsMapper.fromProto(message, field);
    boolean isPooled =
        message.getCollateralMode() == io.crossguard.v1.RuleSet.CollateralMode.MULTI_ASSET;
    Reading<List<CollateralAsset>> assets = assetsField.each(
        message.getAssetsList(),
        (asset, place) -> CollateralAssetMapper.fromProto(asset, isPooled, place));
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
