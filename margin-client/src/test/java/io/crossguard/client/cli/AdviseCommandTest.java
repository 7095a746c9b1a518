package io.crossguard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of the advisor against a service that has one answer ready. */
class AdviseCommandTest {
  private static final Path EXAMPLE = CommandRun.EXAMPLES.resolve("basis-book-and-a-bet.json");
  private static final Path ANSWER =
      Path.of("src", "test", "resources", "responses", "basis-book-and-a-bet.json");

  private Server server;

  @BeforeEach
  void start() throws IOException {
    server = NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(new ReadyAdvisor())
        .addService(new HealthStatusManager().getHealthService())
        .build()
        .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void advise_example_tellsPriceAndDistanceApart() {
    CommandRun run = run("advise", EXAMPLE.toString());

    // The short alone is liquidated at 133,267; with its collateral BTC has to rise by 2056 %.
    assertThat(run.out()).isEqualTo(CommandRun.golden("basis-book-and-a-bet.txt"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void advise_everyLine_fitsHundredColumns() {
    assertThat(run("advise", EXAMPLE.toString()).out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(TextTable.WIDTH_MAX));
  }

  @Test
  void advise_outputJson_isTheResponseOnOneLine() {
    CommandRun run = run("advise", "--output", "json", EXAMPLE.toString());

    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("133267.3267326732673267326732673267");
  }

  @Test
  void advise_lines_answersEachInOrder() {
    String good = CommandRun.line(EXAMPLE);

    CommandRun run = CommandRun.withInput(
        good + "\n{\"accont\": {}}\n" + good + "\n",
        "advise",
        "--lines",
        "--target",
        target(),
        "-");

    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out().lines().toList().get(1))
        .startsWith("{\"error\":{\"code\":3,\"message\":\"standard input, request 2: line 1");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void classify_positions_showsWhatHedgesWhat() throws InvalidProtocolBufferException {
    ClassifyPositionsRequest.Builder request = ClassifyPositionsRequest.newBuilder();
    JsonFormat.parser().merge(CommandRun.text(EXAMPLE), request);

    CommandRun run =
        CommandRun.withInput(JsonLine.of(request), "classify", "--target", target(), "-");

    assertThat(run.out()).isEqualTo(CommandRun.golden("classification.txt"));
    assertThat(run.status()).isZero();
  }

  private CommandRun run(String command, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = command;
    all[1] = "--target";
    all[2] = target();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return CommandRun.of(all);
  }

  private String target() {
    return "127.0.0.1:" + server.getPort();
  }

  private static RecommendMarginModesResponse answer() {
    RecommendMarginModesResponse.Builder answer = RecommendMarginModesResponse.newBuilder();
    try {
      JsonFormat.parser().merge(CommandRun.text(ANSWER), answer);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    return answer.build();
  }

  private static final class ReadyAdvisor extends AdvisorServiceGrpc.AdvisorServiceImplBase {
    @Override
    public void recommendMarginModes(
        RecommendMarginModesRequest request,
        StreamObserver<RecommendMarginModesResponse> responses) {
      responses.onNext(answer());
      responses.onCompleted();
    }

    @Override
    public void classifyPositions(
        ClassifyPositionsRequest request, StreamObserver<ClassifyPositionsResponse> responses) {
      // What advice says about a position begins with its class: the fields have the same names.
      ClassifyPositionsResponse.Builder classes = ClassifyPositionsResponse.newBuilder();
      try {
        JsonFormat.parser().ignoringUnknownFields().merge(CommandRun.text(ANSWER), classes);
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
      responses.onNext(classes.build());
      responses.onCompleted();
    }
  }
}
