package io.crossguard.server.grpc;

import io.crossguard.server.admission.Alarms;
import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.admission.StreamWork;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.lifecycle.LastingCalls;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;

/** The streams of batches that are open. */
public final class BatchStreams implements LastingCalls {
  private final Batches batches;
  private final StatusFactory statusFactory;
  private final CallAdmission admission;
  private final ThreadPoolExecutor pool;
  private final Alarms alarms;
  private final Set<BatchStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean isDraining;

  @Inject
  BatchStreams(
      Batches batches,
      StatusFactory statusFactory,
      CallAdmission admission,
      ThreadPoolExecutor pool,
      Alarms alarms) {
    this.batches = batches;
    this.statusFactory = statusFactory;
    this.admission = admission;
    this.pool = pool;
    this.alarms = alarms;
  }

  /** Opens a stream to whoever makes the call at hand. */
  StreamObserver<StreamEvaluateMarginRequest> open(
      ServerCallStreamObserver<StreamEvaluateMarginResponse> responses) {
    BatchStream stream = new BatchStream(
        responses,
        batches,
        statusFactory,
        admission,
        new StreamWork(pool, System::nanoTime),
        new StreamClock(alarms),
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
