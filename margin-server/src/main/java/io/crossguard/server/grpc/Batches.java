package io.crossguard.server.grpc;

import io.crossguard.server.admission.IdleThreads;
import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.mapping.BatchRequestMapper;
import io.crossguard.server.mapping.BatchTerms;
import io.crossguard.server.mapping.MarginBatch;
import io.crossguard.server.mapping.MarginResponseMapper;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.BatchEvaluateMarginResponse.Item;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Answers where many accounts stand. */
public final class Batches {
  // Fewer are done before another thread has begun.
  private static final int SHARED_MIN = 16;

  private final Evaluations evaluations;
  private final BatchRequestMapper requestMapper;
  private final MarginResponseMapper responseMapper;
  private final StatusFactory statusFactory;
  private final IdleThreads idleThreads;

  @Inject
  Batches(
      Evaluations evaluations,
      BatchRequestMapper requestMapper,
      MarginResponseMapper responseMapper,
      StatusFactory statusFactory,
      IdleThreads idleThreads) {
    this.evaluations = evaluations;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
    this.statusFactory = statusFactory;
    this.idleThreads = idleThreads;
  }

  BatchEvaluateMarginResponse answer(BatchEvaluateMarginRequest request) {
    return answer(requestMapper.fromProto(request));
  }

  /** Reads a message of a stream, after what the one before shared. */
  MarginBatch read(StreamEvaluateMarginRequest request, Optional<BatchTerms> before) {
    return requestMapper.fromProto(request, before);
  }

  BatchEvaluateMarginResponse answer(MarginBatch batch) {
    Item[] items = new Item[batch.size()];
    IntConsumer evaluation = i -> {
      CallCancelledException.throwIfCancelled();
      items[i] = item(batch, i);
    };
    if (batch.size() < SHARED_MIN) {
      IntStream.range(0, batch.size()).forEach(evaluation);
    } else {
      idleThreads.share(batch.size(), evaluation);
    }
    return responseMapper.toProto(Arrays.asList(items), batch.terms().rules());
  }

  private Item item(MarginBatch batch, int i) {
    Item.Builder item = Item.newBuilder();
    try {
      item.setResult(evaluations.answer(batch.request(i)));
    } catch (RuntimeException e) {
      item.setError(statusFactory.statusOf(e));
    }
    return item.build();
  }
}
