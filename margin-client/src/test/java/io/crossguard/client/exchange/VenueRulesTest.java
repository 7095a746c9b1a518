package io.crossguard.client.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.client.MarginClient;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.AssetRule;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.RuleSet;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What importers know of the rule sets of the service is what those say. */
class VenueRulesTest {

  static Stream<VenueRules> venues() {
    return Stream.of(
        BinanceUsdm.SINGLE_ASSET,
        BinanceUsdm.MULTI_ASSETS,
        BinanceCoinm.RULES,
        Bybit.LINEAR,
        Okx.MULTI_CURRENCY,
        Hyperliquid.RULES);
  }

  @ParameterizedTest
  @MethodSource("venues")
  void ruleSetOfTheService_isAsTheImporterKnowsIt(VenueRules venue) {
    RuleSet shipped = shipped(venue.ruleSetId());

    if (!venue.instruments().isEmpty()) {
      assertThat(shipped.getInstrumentsList().stream().map(Instrument::getInstrumentId))
          .containsExactlyInAnyOrderElementsOf(venue.instruments());
    }
    assertThat(shipped.getAsOf()).isEqualTo(venue.asOf());
    assertThat(shipped.getQuoteCurrency()).isEqualTo(venue.quoteCurrency());
    assertThat(shipped.getCollateralMode() == RuleSet.CollateralMode.MULTI_ASSET)
        .isEqualTo(venue.pooled());
  }

  @Test
  void collateralOfTheMultiAssetsMode_isThatOfItsRuleSet() {
    assertThat(shipped(BinanceUsdm.MULTI_ASSETS.ruleSetId()).getAssetsList().stream()
            .map(AssetRule::getAsset))
        .containsExactlyInAnyOrderElementsOf(BinanceUsdm.COLLATERAL);
  }

  // The haircuts of the multi-assets mode are in no response, so that it never stands inline.
  static Stream<VenueRules> inlineVenues() {
    return venues().filter(venue -> !venue.equals(BinanceUsdm.MULTI_ASSETS));
  }

  @ParameterizedTest
  @MethodSource("inlineVenues")
  void conventions_areThoseOfTheRuleSetOfTheService(VenueRules venue) {
    assertThat(withoutFigures(venue.conventions("test").build()))
        .isEqualTo(withoutFigures(shipped(venue.ruleSetId())));
  }

  private static RuleSet withoutFigures(RuleSet rules) {
    return rules.toBuilder()
        .clearRuleSetId()
        .clearVersion()
        .clearSource()
        .clearAsOf()
        .clearAssets()
        .clearInstruments()
        .clearExampleFigures()
        .build();
  }

  private static RuleSet shipped(String ruleSetId) {
    try (EmbeddedCrossguard crossguard = EmbeddedCrossguard.startInProcess();
        MarginClient client = MarginClient.over(crossguard.channel(), Duration.ofSeconds(20))) {
      return client.getRuleSet(ruleSetId);
    }
  }
}
