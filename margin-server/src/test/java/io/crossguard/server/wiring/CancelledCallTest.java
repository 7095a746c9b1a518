package io.crossguard.server.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.grpc.AdvisorGrpcService;
import io.crossguard.server.grpc.MarginGrpcService;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

/** As the services are wired, each that does long work asks whether its caller still waits. */
@ExtendWith(MockitoExtension.class)
class CancelledCallTest {
  private static final Injector SERVER = Guice.createInjector(
      Stage.PRODUCTION,
      List.of(
          new MarginModule(),
          new AdvisorModule(),
          new RuleSetModule(RuleSetCatalogue.ofBuiltIn()),
          new ServerModule(ServerConfig.DEFAULT),
          new InProcessModule("cancelled-calls")));
  private static final MarginGrpcService MARGIN = SERVER.getInstance(MarginGrpcService.class);
  private static final AdvisorGrpcService ADVISOR = SERVER.getInstance(AdvisorGrpcService.class);

  // A long coin at 100 behind which there is too little, so that a liquidation has work too.
  private static final String ACCOUNT = """
      {'accountId': 'a', 'balances': [{'asset': 'USDT', 'quantity': '20'}],
       'positions': [{'positionId': 'p', 'instrumentId': 'SOLUSDT', 'quantity': '1',
         'entryPrice': '119.9', 'cross': {}}]}""";
  private static final String MARKET_AND_RULES = """
      'market': {'markPrices': [{'instrumentId': 'SOLUSDT', 'price': '100'}],
        'indexPrices': [{'asset': 'USDT', 'price': '1'}, {'asset': 'SOL', 'price': '100'}]},
      'ruleSetId': 'binance-usdm-2026-09'""";

  @Mock
  private StreamObserver<Message> answers;

  static Stream<Arguments> longCalls() {
    return Stream.of(
        call(
            "BatchEvaluateMargin",
            (StreamObserver<BatchEvaluateMarginResponse> answers) -> MARGIN.batchEvaluateMargin(
                request(BatchEvaluateMarginRequest.newBuilder(), "'accounts': [" + ACCOUNT + "]")
                    .build(),
                answers)),
        call(
            "SimulateLiquidation",
            (StreamObserver<SimulateLiquidationResponse> answers) -> MARGIN.simulateLiquidation(
                request(SimulateLiquidationRequest.newBuilder(), "'account': " + ACCOUNT)
                    .build(),
                answers)),
        call(
            "StressMargin",
            (StreamObserver<StressMarginResponse> answers) -> MARGIN.stressMargin(
                request(
                        StressMarginRequest.newBuilder(),
                        "'scenarios': [{'scenarioId': 's'}], 'account': " + ACCOUNT)
                    .build(),
                answers)),
        call(
            "RecommendMarginModes",
            (StreamObserver<RecommendMarginModesResponse> answers) -> ADVISOR.recommendMarginModes(
                request(RecommendMarginModesRequest.newBuilder(), "'account': " + ACCOUNT)
                    .build(),
                answers)),
        call(
            "RecommendOrderMode",
            (StreamObserver<RecommendOrderModeResponse> answers) -> ADVISOR.recommendOrderMode(
                request(
                        RecommendOrderModeRequest.newBuilder(),
                        "'trade': {'instrumentId': 'SOLUSDT', 'quantity': '0.01'}, 'account': "
                            + ACCOUNT)
                    .build(),
                answers)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longCalls")
  void longCall_whoseCallerIsGone_answersNothing(
      String name, Consumer<StreamObserver<Message>> call) {
    Context.CancellableContext gone = Context.current().withCancellation();
    gone.cancel(null);

    assertThatThrownBy(() -> gone.run(() -> call.accept(answers)))
        .isInstanceOf(CallCancelledException.class);

    verifyNoInteractions(answers);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longCalls")
  void longCall_whoseCallerWaits_isAnswered(String name, Consumer<StreamObserver<Message>> call) {
    call.accept(answers);

    verify(answers).onNext(any());
    verify(answers).onCompleted();
  }

  private static <R> Arguments call(String name, Consumer<StreamObserver<R>> call) {
    return Arguments.of(name, call);
  }

  private static <B extends Message.Builder> B request(B request, String own) {
    try {
      JsonFormat.parser().merge("{" + own + ", " + MARKET_AND_RULES + "}", request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    return request;
  }
}
