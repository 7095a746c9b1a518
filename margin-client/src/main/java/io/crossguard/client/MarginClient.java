package io.crossguard.client;

import io.crossguard.v1.Account;
import io.crossguard.v1.AdvisorServiceGrpc;
import io.crossguard.v1.AdvisorServiceGrpc.AdvisorServiceBlockingStub;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.ClassifyPositionsRequest;
import io.crossguard.v1.ClassifyPositionsResponse;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginResponse;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.MarginServiceGrpc;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceBlockingStub;
import io.crossguard.v1.MarginServiceGrpc.MarginServiceStub;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import io.crossguard.v1.RecommendMarginModesRequest;
import io.crossguard.v1.RecommendMarginModesResponse;
import io.crossguard.v1.RecommendOrderModeRequest;
import io.crossguard.v1.RecommendOrderModeResponse;
import io.crossguard.v1.RuleSet;
import io.crossguard.v1.RuleSetServiceGrpc;
import io.crossguard.v1.RuleSetServiceGrpc.RuleSetServiceBlockingStub;
import io.crossguard.v1.SimulateLiquidationRequest;
import io.crossguard.v1.SimulateLiquidationResponse;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StressMarginRequest;
import io.crossguard.v1.StressMarginResponse;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A connection to the service. It can be shared between threads and is meant to be kept: one client
 * serves a whole program.
 *
 * <pre>{@code
 * MarginClientConfig config = MarginClientConfig.builder("localhost:50051")
 *     .deadline(Duration.ofSeconds(2))
 *     .build();
 * try (MarginClient client = MarginClient.connect(config)) {
 *   EvaluateMarginResponse margin = client.evaluateMargin(request);
 *   if (margin.getStatus() != MarginScope.Status.HEALTHY) {
 *     System.out.println(margin.getScopesList());
 *   }
 * } catch (CrossguardException refused) {
 *   System.out.println(refused.reason() + " " + refused.violations());
 * }
 * }</pre>
 *
 * <p>Every method, but those of {@link #async}, waits for the answer, at most for the configured
 * deadline, and fails with a {@link CrossguardException}. No call changes anything, so each can be
 * repeated; while the service is unavailable the client does that by itself.
 */
public final class MarginClient implements AutoCloseable {
  private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);

  private final MarginServiceBlockingStub margin;
  private final MarginServiceStub streamed;
  private final AdvisorServiceBlockingStub advisor;
  private final RuleSetServiceBlockingStub ruleSets;
  private final AsyncMarginClient async;
  private final Duration deadline;
  private final Runnable closing;

  private MarginClient(Channel channel, Duration deadline, Runnable closing) {
    this.margin = MarginServiceGrpc.newBlockingStub(channel);
    this.streamed = MarginServiceGrpc.newStub(channel);
    this.advisor = AdvisorServiceGrpc.newBlockingStub(channel);
    this.ruleSets = RuleSetServiceGrpc.newBlockingStub(channel);
    this.async = new AsyncMarginClient(channel, deadline);
    this.deadline = deadline;
    this.closing = closing;
  }

  /**
   * A client with a connection of its own, which closes together with the client. It connects with
   * the first call.
   *
   * @throws IllegalArgumentException if the target or the name of the server has not the form that
   *     gRPC takes
   */
  public static MarginClient connect(MarginClientConfig config) {
    ControlPlane.requireLibrary(config.target(), NameResolverRegistry.getDefaultRegistry());
    ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(config.target(), config.credentials())
        .defaultServiceConfig(ServiceConfig.of(config))
        .maxInboundMessageSize(config.responseBytesMax());
    config.serverName().ifPresent(builder::overrideAuthority);
    ManagedChannel channel = builder.build();
    return new MarginClient(channel, config.deadline(), () -> close(channel));
  }

  /**
   * A client over a channel that somebody else made, and has to close: an embedded server's, or one
   * with interceptors.
   *
   * @param deadline how long one call may take; positive
   */
  public static MarginClient over(Channel channel, Duration deadline) {
    return new MarginClient(channel, deadline, () -> {});
  }

  /** The same calls for programs that do not wait. It ends with this client. */
  public AsyncMarginClient async() {
    return async;
  }

  /**
   * Computes every scope, position and exposure of one account.
   *
   * @throws CrossguardException if the call fails
   */
  public EvaluateMarginResponse evaluateMargin(EvaluateMarginRequest request) {
    return call(margin, stub -> stub.evaluateMargin(request));
  }

  /**
   * Computes many accounts against one market and one rule set. A bad account fails alone: the
   * response has a result or an error for each, in order.
   *
   * @throws CrossguardException if the call fails
   */
  public BatchEvaluateMarginResponse batchEvaluateMargin(BatchEvaluateMarginRequest request) {
    return call(margin, stub -> stub.batchEvaluateMargin(request));
  }

  /**
   * Computes a book that is larger than a message. The service is asked as the outcomes are taken.
   *
   * @param terms market, rules and view that the accounts share; without accounts
   * @param accounts in the order in which their outcomes are to come
   * @throws IllegalArgumentException if the terms have accounts
   */
  public BookEvaluation evaluateBook(
      StreamEvaluateMarginRequest terms, Iterator<Account> accounts) {
    return new BookEvaluation(streamed, terms, accounts, deadline, MonitorPatience.DEFAULT);
  }

  /**
   * Finds out whether the venue would accept changes, and what they would do to an account.
   *
   * @throws CrossguardException if the call fails
   */
  public PreviewChangesResponse previewChanges(PreviewChangesRequest request) {
    return call(margin, stub -> stub.previewChanges(request));
  }

  /**
   * Liquidates what does not stand, in the model of the rules: what is closed, and what is left.
   *
   * @throws CrossguardException if the call fails
   */
  public SimulateLiquidationResponse simulateLiquidation(SimulateLiquidationRequest request) {
    return call(margin, stub -> stub.simulateLiquidation(request));
  }

  /**
   * Computes where an account stands at other prices.
   *
   * @throws CrossguardException if the call fails
   */
  public StressMarginResponse stressMargin(StressMarginRequest request) {
    return call(margin, stub -> stub.stressMargin(request));
  }

  /**
   * Finds out what hedges what in one account.
   *
   * @throws CrossguardException if the call fails
   */
  public ClassifyPositionsResponse classifyPositions(ClassifyPositionsRequest request) {
    return call(advisor, stub -> stub.classifyPositions(request));
  }

  /**
   * Recommends a margin mode, and a margin where it is isolated, for every position of one account.
   *
   * @throws CrossguardException if the call fails
   */
  public RecommendMarginModesResponse recommendMarginModes(RecommendMarginModesRequest request) {
    return call(advisor, stub -> stub.recommendMarginModes(request));
  }

  /**
   * Says before a trade is made in which margin mode to open it, and with how much margin.
   *
   * @throws CrossguardException if the call fails
   */
  public RecommendOrderModeResponse recommendOrderMode(RecommendOrderModeRequest request) {
    return call(advisor, stub -> stub.recommendOrderMode(request));
  }

  /**
   * Lists the rule sets that the service knows, in the order of their names.
   *
   * @throws CrossguardException if the call fails
   */
  public List<ListRuleSetsResponse.Summary> listRuleSets() {
    return call(
        ruleSets,
        stub -> stub.listRuleSets(ListRuleSetsRequest.getDefaultInstance()).getRuleSetsList());
  }

  /**
   * Returns one rule set in full. It can be changed and sent inline with a request.
   *
   * @throws CrossguardException if the call fails; with {@code UNKNOWN_RULE_SET} if the service
   *     does not know it
   */
  public RuleSet getRuleSet(String ruleSetId) {
    GetRuleSetRequest request =
        GetRuleSetRequest.newBuilder().setRuleSetId(ruleSetId).build();
    return call(ruleSets, stub -> stub.getRuleSet(request).getRuleSet());
  }

  /**
   * Lets the service watch accounts. It begins at once; that the service refuses the snapshot is
   * heard by {@link MonitorListener#onFailed}.
   *
   * @param snapshot the accounts with their prices and rules, and what is to be told
   * @param listener hears of it
   */
  public MarginMonitor monitor(Snapshot snapshot, MonitorListener listener) {
    return new MarginMonitor(
        MonitorStream.Opener.of(streamed), snapshot, listener, MonitorPatience.DEFAULT);
  }

  /**
   * Ends the connection where it is the client's own. Calls that still wait may finish; monitors
   * should be closed before.
   */
  @Override
  public void close() {
    closing.run();
  }

  private <S extends AbstractStub<S>, T> T call(S stub, Function<S, T> method) {
    try {
      return method.apply(stub.withDeadlineAfter(deadline));
    } catch (StatusRuntimeException e) {
      throw CrossguardException.of(e);
    }
  }

  private static void close(ManagedChannel channel) {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(CLOSING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
