package io.crossguard.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.rules.ChangePolicy;
import io.crossguard.margin.rules.Conventions;
import io.crossguard.margin.rules.Netting;
import io.crossguard.margin.rules.Release;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.RuleSetServiceMapper;
import io.crossguard.v1.ExampleFigures;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import io.crossguard.v1.RuleSet;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each shipped file must have. */
class ShippedRuleSetsTest {
  private static final int INSTRUMENTS_MIN = 5;

  @Test
  void shipped_ofEachVenue_areThere() {
    assertThat(shipped())
        .extracting(RuleSet::getRuleSetId)
        .containsExactly(
            "binance-coinm-2026-09",
            "binance-usdm-2024-10",
            "binance-usdm-2026-09",
            "binance-usdm-multi-asset-2026-09",
            "bybit-uta-inverse",
            "bybit-uta-linear",
            "deribit-standard",
            "derive-portfolio",
            "derive-standard-2025-06",
            "drift-v2",
            "dydx-v4-2026-03",
            "example-coin-margined",
            "hyperliquid-2026-07",
            "kraken-futures-2023-05",
            "okx-multi-currency",
            "orderly-2025-05");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_unlessAnExample_hasSourceDateAndFiveInstruments(RuleSet ruleSet) {
    assertThat(ruleSet.getSource()).isNotBlank();
    if (ruleSet.getExample()) {
      assertThat(ruleSet.getSource()).containsPattern("(?i)made up|an example");
    } else {
      assertThat(ruleSet.getAsOf()).matches("20\\d\\d-\\d\\d-\\d\\d");
      assertThat(ruleSet.getInstrumentsList()).hasSizeGreaterThanOrEqualTo(INSTRUMENTS_MIN);
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_statesHowModesWork(RuleSet ruleSet) {
    assertThat(ruleSet.hasVenueCapabilities())
        .isEqualTo(!ruleSet.getRuleSetId().equals("example-coin-margined"));
  }

  // As tabulated from the venues' own pages: whether a balance exactly at the trigger is
  // liquidated,
  // how positions add, what may leave, how a mode is switched, whether cross and isolated rows of a
  // symbol and isolated rows beside a pool are refused, and what one step of a liquidation closes.
  @ParameterizedTest
  @CsvSource({
    "binance-usdm-2024-10, true, GROSS, PROFIT_COVERS, REFUSED, true, false, MINIMUM",
    "binance-usdm-2026-09, true, GROSS, PROFIT_COVERS, REFUSED, true, false, MINIMUM",
    "binance-usdm-multi-asset-2026-09, true, GROSS, PROFIT_COVERS, REFUSED, true, true, MINIMUM",
    "binance-coinm-2026-09, true, GROSS, PROFIT_COVERS, REFUSED, true, false, MINIMUM",
    "bybit-uta-linear, true, GROSS, LOSS_COUNTS, ACCOUNT_WIDE, true, false, TIER_STEP",
    "bybit-uta-inverse, true, GROSS, LOSS_COUNTS, ACCOUNT_WIDE, true, false, TIER_STEP",
    "okx-multi-currency, true, GROSS, LOSS_COUNTS, REFUSED, false, false, TIER_STEP",
    "hyperliquid-2026-07, false, GROSS, PROFIT_LEAVES, REFUSED, true, false, SHARE",
    "dydx-v4-2026-03, false, GROSS, PROFIT_LEAVES, BY_SUB_ACCOUNT, false, false, WHOLE",
    "drift-v2, false, GROSS, PROFIT_LEAVES, ALLOWED, false, false, MINIMUM",
    "orderly-2025-05, false, GROSS, LOSS_COUNTS, REFUSED, false, false, WHOLE",
    "deribit-standard, false, GROSS, LOSS_COUNTS, BY_SUB_ACCOUNT, false, false, MINIMUM",
    "kraken-futures-2023-05, false, LARGER_SIDE_OF_UNDERLYING, PROFIT_LEAVES, ALLOWED, true, false, WHOLE",
    "derive-standard-2025-06, false, GROSS, LOSS_COUNTS, BY_SUB_ACCOUNT, false, false, WHOLE"
  })
  void shipped_ofAVenue_hasItsConventions(
      String ruleSetId,
      boolean atTrigger,
      Netting netting,
      Release.Kind release,
      ChangePolicy.ModeSwitch modeSwitch,
      boolean refusesBothModes,
      boolean refusesIsolatedBesidePool,
      String portion) {
    Conventions conventions =
        RuleSetCatalogue.ofBuiltIn().find(ruleSetId).orElseThrow().rules().conventions();

    assertThat(conventions.liquidatesAtTrigger()).isEqualTo(atTrigger);
    assertThat(conventions.netting()).isEqualTo(netting);
    assertThat(conventions.release().kind()).isEqualTo(release);
    assertThat(conventions.changePolicy().modeSwitch()).isEqualTo(modeSwitch);
    assertThat(conventions.changePolicy().refusesBothModesOfInstrument())
        .isEqualTo(refusesBothModes);
    assertThat(conventions.changePolicy().refusesIsolatedBesidePool())
        .isEqualTo(refusesIsolatedBesidePool);
    assertThat(conventions.liquidationPolicy().portion().getClass().getSimpleName())
        .isEqualToIgnoringCase(portion.replace("_", ""));
  }

  // What the sources do not have, of each file that has any.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "binance-usdm-2024-10 | ",
        "binance-usdm-2026-09 | ",
        "binance-usdm-multi-asset-2026-09 | ",
        "binance-coinm-2026-09 | ",
        "hyperliquid-2026-07 | ",
        "dydx-v4-2026-03 | ",
        "orderly-2025-05 | ",
        "kraken-futures-2023-05 | ",
        "derive-standard-2025-06 | ",
        "bybit-uta-linear | BTC ETH ETHUSDT",
        "bybit-uta-inverse | BTC ETH XRP EOS SOL BTCUSD ETHUSD XRPUSD EOSUSD SOLUSD",
        "okx-multi-currency | - BTC ETH",
        "deribit-standard | ETH_USDC-PERPETUAL XRP_USDC-PERPETUAL",
        "drift-v2 | SOL BTC SOL-PERP BTC-PERP ETH-PERP XRP-PERP DOGE-PERP"
      })
  void shipped_ofAVenue_marksWhatIsMadeUp(String ruleSetId, String subjects) {
    KnownRuleSet ruleSet = RuleSetCatalogue.ofBuiltIn().find(ruleSetId).orElseThrow();

    assertThat(ruleSet.message().getExample()).isFalse();
    assertThat(new RuleSetServiceMapper()
            .toProto(List.of(ruleSet))
            .getRuleSets(0)
            .getExampleFiguresList())
        .allSatisfy(example -> assertThat(example.getFigures()).isNotBlank())
        .extracting(ShippedRuleSetsTest::subject)
        .containsExactlyElementsOf(subjects == null ? List.of() : List.of(subjects.split(" ", -1)));
  }

  private static String subject(ExampleFigures example) {
    return switch (example.getSubjectCase()) {
      case INSTRUMENT_ID -> example.getInstrumentId();
      case ASSET -> example.getAsset();
      case SUBJECT_NOT_SET -> "-";
    };
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void shipped_marginalTiers_areContinuous(RuleSet ruleSet) {
    for (Instrument instrument : ruleSet.getInstrumentsList()) {
      BigDecimal deduction = BigDecimal.ZERO;
      BigDecimal floor = BigDecimal.ONE.negate();
      BigDecimal rate = BigDecimal.ZERO;
      for (MarginTier tier : instrument.getRequirement().getMarginalTiers().getTiersList()) {
        BigDecimal nextFloor = new BigDecimal(tier.getNotionalFloor());
        BigDecimal nextRate = new BigDecimal(tier.getMaintenanceRate());
        assertThat(nextFloor).as(instrument.getInstrumentId()).isGreaterThan(floor);
        assertThat(nextRate).as(instrument.getInstrumentId()).isGreaterThanOrEqualTo(rate);
        // What the rate adds below the floor has to be taken off again.
        deduction = deduction.add(nextFloor.multiply(nextRate.subtract(rate)));
        if (!tier.getMaintenanceDeduction().isEmpty()) {
          assertThat(new BigDecimal(tier.getMaintenanceDeduction()))
              .as(instrument.getInstrumentId())
              .isEqualByComparingTo(deduction);
        }
        floor = nextFloor;
        rate = nextRate;
      }
    }
  }

  private static Stream<RuleSet> shipped() {
    return RuleSetCatalogue.ofBuiltIn().all().stream().map(KnownRuleSet::message);
  }
}
