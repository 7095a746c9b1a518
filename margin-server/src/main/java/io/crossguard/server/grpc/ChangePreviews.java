package io.crossguard.server.grpc;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.change.ChangePreview;
import io.crossguard.margin.change.ChangePreviewer;
import io.crossguard.margin.change.MarginLimitCalculator;
import io.crossguard.server.mapping.PreviewRequest;
import io.crossguard.server.mapping.PreviewRequestMapper;
import io.crossguard.server.mapping.PreviewResponseMapper;
import io.crossguard.v1.PreviewChangesRequest;
import io.crossguard.v1.PreviewChangesResponse;
import jakarta.inject.Inject;

/** Answers what changes would do to an account. */
public final class ChangePreviews {
  private final ChangePreviewer previewer;
  private final MarginEngine engine;
  private final MarginLimitCalculator limits;
  private final PreviewRequestMapper requestMapper;
  private final PreviewResponseMapper responseMapper;

  @Inject
  ChangePreviews(
      ChangePreviewer previewer,
      MarginEngine engine,
      MarginLimitCalculator limits,
      PreviewRequestMapper requestMapper,
      PreviewResponseMapper responseMapper) {
    this.previewer = previewer;
    this.engine = engine;
    this.limits = limits;
    this.requestMapper = requestMapper;
    this.responseMapper = responseMapper;
  }

  PreviewChangesResponse answer(PreviewChangesRequest request) {
    PreviewRequest asked = requestMapper.fromProto(request);

    ChangePreview preview =
        asked.preview(() -> previewer.preview(asked.account(), asked.changes()));

    return asked.isFull()
        ? responseMapper.toProto(
            preview,
            asked.rules(),
            engine.evaluate(preview.before()),
            engine.evaluate(preview.after()),
            limits.calculate(preview.after()))
        : responseMapper.toProto(preview, asked.rules());
  }
}
