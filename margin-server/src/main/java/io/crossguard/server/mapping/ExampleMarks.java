package io.crossguard.server.mapping;

import static java.util.Objects.requireNonNull;

import io.crossguard.v1.AssetRule;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.Instrument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which figures of a rule set are made up, in words.
 *
 * @param isWhole whether all of them are
 * @param ofRuleSet those that belong to no asset or instrument; empty where none are made up
 * @param ofAssets those of each asset that has any, by its name
 * @param ofInstruments those of each instrument that has any, by its id
 */
public record ExampleMarks(
    boolean isWhole,
    String ofRuleSet,
    Map<String, String> ofAssets,
    Map<String, String> ofInstruments) {

  public ExampleMarks {
    requireNonNull(ofRuleSet, "ofRuleSet");
    ofAssets = Collections.unmodifiableMap(new LinkedHashMap<>(ofAssets));
    ofInstruments = Collections.unmodifiableMap(new LinkedHashMap<>(ofInstruments));
  }

  static ExampleMarks of(io.crossguard.v1.RuleSet message) {
    Map<String, String> ofAssets = new LinkedHashMap<>();
    for (AssetRule asset : message.getAssetsList()) {
      if (!asset.getExampleFigures().isEmpty()) {
        ofAssets.put(asset.getAsset(), asset.getExampleFigures());
      }
    }
    Map<String, String> ofInstruments = new LinkedHashMap<>();
    for (Instrument instrument : message.getInstrumentsList()) {
      if (!instrument.getExampleFigures().isEmpty()) {
        ofInstruments.put(instrument.getInstrumentId(), instrument.getExampleFigures());
      }
    }
    return new ExampleMarks(
        message.getExample(), message.getExampleFigures(), ofAssets, ofInstruments);
  }

  /** Whether there are no marks but that of the whole. */
  boolean isNone() {
    return ofRuleSet.isEmpty() && ofAssets.isEmpty() && ofInstruments.isEmpty();
  }

  /** All of them: of the rule set itself, of its assets, of its instruments. */
  List<ExampleFigures> all() {
    return entering(ofAssets.keySet(), ofInstruments.keySet());
  }

  /** Those that may enter what is computed with these assets and instruments. */
  List<ExampleFigures> entering(Set<String> assets, Set<String> instruments) {
    List<ExampleFigures> entering = new ArrayList<>();
    if (!ofRuleSet.isEmpty()) {
      entering.add(ExampleFigures.newBuilder().setFigures(ofRuleSet).build());
    }
    ofAssets.forEach((asset, figures) -> {
      if (assets.contains(asset)) {
        entering.add(
            ExampleFigures.newBuilder().setAsset(asset).setFigures(figures).build());
      }
    });
    ofInstruments.forEach((instrumentId, figures) -> {
      if (instruments.contains(instrumentId)) {
        entering.add(ExampleFigures.newBuilder()
            .setInstrumentId(instrumentId)
            .setFigures(figures)
            .build());
      }
    });
    return entering;
  }
}
