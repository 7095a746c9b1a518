package io.crossguard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.HedgeGroup;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendOrderModeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in JSON parse as they stand: the names in them are part of the contract. */
class ExampleRequestTest {
  private static final Path OWN = Path.of("src", "test", "resources", "examples");
  private static final Path SHARED = Path.of("..", "..", "shared", "examples");

  static Stream<Message> requests() {
    return Stream.of(
        EvaluateMarginRequest.getDefaultInstance(),
        RecommendMarginModesRequest.getDefaultInstance(),
        RecommendOrderModeRequest.getDefaultInstance());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void parse_ownExample_survivesARoundTrip(Message type) throws IOException {
    Message request = parse(OWN, type);

    assertThat(parse(JsonFormat.printer().print(request), type)).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void parse_sharedExample_survivesARoundTrip(Message type) throws IOException {
    Path shared = SHARED.resolve(type.getDescriptorForType().getName() + ".json");
    assumeTrue(Files.isRegularFile(shared), () -> "there is no file " + shared);

    Message request = parse(SHARED, type);

    assertThat(parse(JsonFormat.printer().print(request), type)).isEqualTo(request);
  }

  @Test
  void parse_evaluation_readsEveryPart() throws IOException {
    EvaluateMarginRequest request =
        (EvaluateMarginRequest) parse(OWN, EvaluateMarginRequest.getDefaultInstance());

    assertThat(request.getAccount().getPositions(0).hasCross()).isTrue();
    assertThat(request.getAccount().getPositions(1).getIsolated().getMargin()).isEqualTo("40");
    assertThat(request.getMarket().getMarkPrices(0).getPrice()).isEqualTo("60000");
    assertThat(request.getRuleSet().getInstruments(1).getExpiry().getSeconds())
        .isEqualTo(1798185600L);
    assertThat(request.getRuleSet().getAssets(0).getHaircut().getFlat()).isEqualTo("0");
    assertThat(request.getView()).isEqualTo(EvaluateMarginRequest.View.BASIC);
  }

  @Test
  void parse_advice_readsEveryPart() throws IOException {
    RecommendMarginModesRequest request =
        (RecommendMarginModesRequest) parse(OWN, RecommendMarginModesRequest.getDefaultInstance());

    assertThat(request.getRuleSetId()).isEqualTo("example");
    assertThat(request.getPolicy().getHorizon().getSeconds()).isEqualTo(86400);
    assertThat(request.getRiskInputs().getConversions(0).getFairRate()).isEqualTo("1");
    assertThat(request.getVenueCapabilities().getPnlMovesWithPosition()).isFalse();
    assertThat(request.getVenueCapabilities().hasSubAccounts()).isFalse();
    assertThat(request.getPreviousClasses(0).getClassification())
        .isEqualTo(HedgeGroup.Classification.DELTA_NEUTRAL);
    assertThat(request.getTags(0).getTag()).isEqualTo("hedge");
    assertThat(request.getOwnerAttributesMap()).containsEntry("level", "VIP 3");
  }

  @Test
  void parse_order_readsTheTrade() throws IOException {
    RecommendOrderModeRequest request =
        (RecommendOrderModeRequest) parse(OWN, RecommendOrderModeRequest.getDefaultInstance());

    assertThat(request.getTrade().getInstrumentId()).isEqualTo("SOL-PERP");
    assertThat(request.getTrade().getQuantity()).isEqualTo("10000");
    assertThat(request.getTrade().getPrice()).isEqualTo("150.1");
    assertThat(request.getTrade().getLeverage()).isEqualTo("10");
    assertThat(request.getTrade().getPositionId()).isEqualTo("sol-bet");
    assertThat(request.getTrade().getScopeId()).isEqualTo("cross");
    assertThat(request.getAccount().getPositionsCount()).isEqualTo(1);
  }

  private static Message parse(Path folder, Message type) throws IOException {
    String name = type.getDescriptorForType().getName() + ".json";
    return parse(Files.readString(folder.resolve(name)), type);
  }

  private static Message parse(String json, Message type) throws InvalidProtocolBufferException {
    Message.Builder builder = type.newBuilderForType();
    JsonFormat.parser().merge(json, builder);
    return builder.build();
  }
}
