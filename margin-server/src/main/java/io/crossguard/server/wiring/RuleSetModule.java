package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import io.crossguard.server.grpc.RuleSetGrpcService;
import io.crossguard.server.mapping.RuleSetServiceMapper;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.grpc.BindableService;

/** The rule sets that are built in, and the service that shows them. */
public final class RuleSetModule extends WiringModule {

  @Override
  void bindParts() {
    bind(RuleSetGrpcService.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), BindableService.class)
        .addBinding()
        .to(RuleSetGrpcService.class);
  }

  @Provides
  @Singleton
  RuleSetCatalogue ruleSetCatalogue() {
    return RuleSetCatalogue.ofBuiltIn();
  }

  @Provides
  @Singleton
  RuleSetServiceMapper ruleSetServiceMapper() {
    return new RuleSetServiceMapper();
  }
}
