package io.crossguard.server.grpc;

import io.crossguard.advisor.MarginModeAdvisor;
import io.crossguard.server.admission.Alarms;
import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.lifecycle.LastingCalls;
import io.crossguard.server.mapping.AdviceResponseMapper;
import io.crossguard.server.mapping.MonitorRequestMapper;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.observation.StreamCounts;
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
  private final MonitorParts parts;
  private final Set<MonitorStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isDraining;

  @Inject
  MonitorStreams(
      MonitorRequestMapper requestMapper,
      Evaluations evaluations,
      MarginModeAdvisor advisor,
      AdviceResponseMapper adviceMapper,
      StatusFactory statusFactory,
      CallAdmission admission,
      ThreadPoolExecutor pool,
      Alarms alarms,
      StreamCounts counts,
      RowSpace space) {
    this.parts = new MonitorParts(
        requestMapper,
        new AccountAnswers(evaluations, adviceMapper),
        advisor,
        statusFactory,
        admission,
        pool,
        alarms,
        counts,
        space);
  }

  /** Opens a stream to whoever makes the call at hand. */
  StreamObserver<MonitorMarginRequest> open(
      ServerCallStreamObserver<MonitorMarginResponse> responses) {
    MonitorStream stream = new MonitorStream(responses, parts, open::remove);
    open.add(stream);
    stream.start();
    if (isDraining) {
      stream.end(parts.statusFactory().draining());
    }
    return stream;
  }

  /** How many accounts are watched on all of them. */
  public long accounts() {
    return open.stream().mapToLong(MonitorStream::accounts).sum();
  }

  @Override
  public void drain() {
    isDraining = true;
    open.forEach(stream -> stream.end(parts.statusFactory().draining()));
  }
}
