package io.crossguard.server.grpc;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.server.admission.Alarms;
import io.crossguard.server.admission.StreamWork;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.lifecycle.LastingCalls;
import io.crossguard.server.mapping.AdviceResponseMapper;
import io.crossguard.server.mapping.MonitorRequestMapper;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;

/** The streams of watched accounts that are open. */
public final class MonitorStreams implements LastingCalls {
  private final MonitorRequestMapper requestMapper;
  private final Evaluations evaluations;
  private final MarginModeAdvisor advisor;
  private final AdviceResponseMapper adviceMapper;
  private final StatusFactory statusFactory;
  private final ThreadPoolExecutor pool;
  private final Alarms alarms;
  private final Set<MonitorStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isDraining;

  @Inject
  MonitorStreams(
      MonitorRequestMapper requestMapper,
      Evaluations evaluations,
      MarginModeAdvisor advisor,
      AdviceResponseMapper adviceMapper,
      StatusFactory statusFactory,
      ThreadPoolExecutor pool,
      Alarms alarms) {
    this.requestMapper = requestMapper;
    this.evaluations = evaluations;
    this.advisor = advisor;
    this.adviceMapper = adviceMapper;
    this.statusFactory = statusFactory;
    this.pool = pool;
    this.alarms = alarms;
  }

  /** Opens a stream to whoever makes the call at hand. */
  StreamObserver<MonitorMarginRequest> open(
      ServerCallStreamObserver<MonitorMarginResponse> responses) {
    MonitorStream stream = new MonitorStream(
        responses,
        new StreamWork(pool),
        alarms,
        requestMapper,
        new AccountAnswers(evaluations, advisor, adviceMapper),
        statusFactory,
        open::remove);
    open.add(stream);
    stream.start();
    if (isDraining) {
      stream.end(statusFactory.draining());
    }
    return stream;
  }

  @Override
  public void drain() {
    isDraining = true;
    open.forEach(stream -> stream.end(statusFactory.draining()));
  }
}
