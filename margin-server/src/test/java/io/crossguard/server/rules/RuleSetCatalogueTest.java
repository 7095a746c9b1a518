package io.crossguard.server.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.server.mapping.InvalidFieldException;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.RuleSetFileMapper;
import io.crossguard.v1.Instrument;
import io.crossguard.v1.MarginTier;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetCatalogueTest {
  private static final Path VENUE_TABLE =
      Path.of("../../shared/leverage-tiers/binance_leverage_tiers.json");

  private final KnownRuleSet binance =
      RuleSetCatalogue.ofBuiltIn().find("binance-usdm-2024-10").orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"BTC", "ETH", "SOL", "XRP", "DOGE"})
  void builtIn_perpetual_hasTheTiersOfTheVenue(String root) throws IOException {
    assumeThat(VENUE_TABLE).as("the shared table of the venue is needed").exists();
    Struct.Builder table = Struct.newBuilder();
    JsonFormat.parser().merge(Files.readString(VENUE_TABLE), table);
    ListValue expected = table.getFieldsOrThrow(root + "/USDT:USDT").getListValue();

    List<MarginTier> tiers = tiers(root + "USDT");

    assertThat(tiers).hasSize(expected.getValuesCount());
    for (int i = 0; i < tiers.size(); i++) {
      Struct info =
          expected.getValues(i).getStructValue().getFieldsOrThrow("info").getStructValue();
      assertSame(tiers.get(i).getNotionalFloor(), info.getFieldsOrThrow("notionalFloor"));
      assertSame(tiers.get(i).getMaintenanceRate(), info.getFieldsOrThrow("maintMarginRatio"));
      assertSame(tiers.get(i).getMaintenanceDeduction(), info.getFieldsOrThrow("cum"));
      assertSame(tiers.get(i).getMaxLeverage(), info.getFieldsOrThrow("initialLeverage"));
    }
  }

  @Test
  void builtIn_haveTheNamesOfTheirFiles() {
    assertThat(RuleSetCatalogue.ofBuiltIn().all())
        .hasSize(16)
        .allSatisfy(ruleSet ->
            assertThat(RuleSetCatalogue.ofBuiltIn().find(ruleSet.ruleSetId())).contains(ruleSet));
  }

  @Test
  void catalogue_twoOfOneName_isRefused() {
    RuleSetFile first = RuleSetFile.of("first.json", binance);
    RuleSetFile second = RuleSetFile.of("second.json", binance);

    assertThatThrownBy(() -> new RuleSetsByName(List.of(first, second)))
        .isInstanceOf(BadRuleSetFileException.class)
        .hasMessage(
            "second.json: ruleSetId must not be 'binance-usdm-2024-10'," + " which first.json has");
  }

  @Test
  void file_withABrokenRule_namesTheField() {
    assertThatThrownBy(() -> RuleSetFileMapper.fromJson(
            "{\"ruleSetId\": \"a\", \"version\": \"1\", \"quoteCurrency\": \"USD\","
                + " \"instruments\": [{\"multiplier\": \"0\"}]}"))
        .isInstanceOf(InvalidFieldException.class)
        .extracting(e -> ((InvalidFieldException) e).violations().reported().toString())
        .asString()
        .contains("instruments[0].multiplier must be positive");
  }

  @Test
  void file_thatIsNoRuleSet_isRefused() {
    assertThatThrownBy(() -> RuleSetFileMapper.fromJson("{\"rules\": 1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not the JSON form of a rule set");
  }

  private List<MarginTier> tiers(String instrumentId) {
    return binance.message().getInstrumentsList().stream()
        .filter(instrument -> instrument.getInstrumentId().equals(instrumentId))
        .map(Instrument::getRequirement)
        .flatMap(requirement -> requirement.getMarginalTiers().getTiersList().stream())
        .toList();
  }

  private static void assertSame(String digits, Value expected) {
    assertThat(new BigDecimal(digits)).isEqualByComparingTo(expected.getStringValue());
  }
}
