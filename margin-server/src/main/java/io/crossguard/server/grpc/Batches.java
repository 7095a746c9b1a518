package io.crossguard.server.grpc;

import io.crossguard.server.call.CallCancelledException;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.mapping.BatchRequestMapper;
import io.crossguard.server.mapping.BatchTerms;
import io.crossguard.server.mapping.MarginBatch;
import io.crossguard.server.mapping.MarginResponseMapper;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.BatchEvaluateMarginResponse;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers where many accounts stand. */
public final class Batches {
  private final Evaluations evaluations;
  private final BatchRequestMapper requestMapper;
  private final MarginResponseMapper responseMapper;
  private final StatusFactory statusFactory;

  @Inject
  Batches(
      Evaluations evaluations,
      BatchRequestMapper requestMapper,
      MarginResponseMapper responseMapper,
      StatusFactory statusFactory) {
    this.evaluations = evaluations;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
    this.statusFactory = statusFactory;
  }

  BatchEvaluateMarginResponse answer(BatchEvaluateMarginRequest request) {
    return answer(requestMapper.fromProto(request));
  }

  /** Reads a message of a stream, after what the one before shared. */
  MarginBatch read(StreamEvaluateMarginRequest request, Optional<BatchTerms> before) {
    return requestMapper.fromProto(request, before);
  }

  BatchEvaluateMarginResponse answer(MarginBatch batch) {
    List<BatchEvaluateMarginResponse.Item> items = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      CallCancelledException.throwIfCancelled();
      items.add(item(batch, i));
    }
    return responseMapper.toProto(items, batch.terms().rules());
  }

  private BatchEvaluateMarginResponse.Item item(MarginBatch batch, int i) {
    BatchEvaluateMarginResponse.Item.Builder item = BatchEvaluateMarginResponse.Item.newBuilder();
    try {
      item.setResult(evaluations.answer(batch.request(i)));
    } catch (RuntimeException e) {
      item.setError(statusFactory.statusOf(e));
    }
    return item.build();
  }
}
