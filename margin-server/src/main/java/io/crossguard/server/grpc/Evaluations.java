package io.crossguard.server.grpc;

import io.crossguard.margin.MarginEngine;
import io.crossguard.margin.evaluation.ResolvedAccount;
import io.crossguard.server.mapping.MarginRequest;
import io.crossguard.server.mapping.MarginResponseMapper;
import io.crossguard.v1.EvaluateMarginResponse;
import jakarta.inject.Inject;

/** Answers where an account stands. */
public final class Evaluations {
  private final MarginEngine engine;
  private final MarginResponseMapper responseMapper;

  @Inject
  Evaluations(MarginEngine engine, MarginResponseMapper responseMapper) {
    this.engine = engine;
    this.responseMapper = responseMapper;
  }

  EvaluateMarginResponse answer(MarginRequest asked) {
    ResolvedAccount account = asked.account();
    return asked.isFull()
        ? responseMapper.toProto(engine.evaluate(account), asked.ruleSet())
        : responseMapper.toProto(engine.evaluateMargin(account), asked.ruleSet());
  }
}
