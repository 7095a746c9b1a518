package io.crossguard.server.grpc;

import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.RuleSetServiceMapper;
import io.crossguard.server.mapping.UnknownRuleSetException;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.GetRuleSetResponse;
import io.crossguard.v1.ListRuleSetsRequest;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.RuleSetServiceGrpc.RuleSetServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;

/** Shows the rule sets that the server knows. */
public final class RuleSetGrpcService extends RuleSetServiceImplBase {
  private final RuleSetCatalogue catalogue;
  private final RuleSetServiceMapper mapper;

  @Inject
  RuleSetGrpcService(RuleSetCatalogue catalogue, RuleSetServiceMapper mapper) {
    this.catalogue = catalogue;
    this.mapper = mapper;
  }

  @Override
  public void listRuleSets(
      ListRuleSetsRequest request, StreamObserver<ListRuleSetsResponse> responses) {
    responses.onNext(mapper.toProto(catalogue.all()));
    responses.onCompleted();
  }

  @Override
  public void getRuleSet(GetRuleSetRequest request, StreamObserver<GetRuleSetResponse> responses) {
    String ruleSetId = mapper.ruleSetId(request);

    KnownRuleSet ruleSet =
        catalogue.find(ruleSetId).orElseThrow(() -> new UnknownRuleSetException(ruleSetId));

    responses.onNext(mapper.toProto(ruleSet));
    responses.onCompleted();
  }
}
