package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.crossguard.server.http.HttpGateway;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.util.List;
import java.util.Optional;

/** Listens inside this process, under a name. Whoever calls is trusted, and no file is followed. */
public final class InProcessModule extends WiringModule {
  private final String name;

  public InProcessModule(String name) {
    this.name = name;
  }

  @Override
  void bindParts() {
    bind(CallGate.class).toInstance(CallGate.OPEN);
    bind(Companions.class).toInstance(new Companions(List.of()));
  }

  @Provides
  @Singleton
  Optional<HttpGateway> gateway() {
    return Optional.empty();
  }

  @Provides
  @Singleton
  ServerBuilder<?> serverBuilder() {
    return InProcessServerBuilder.forName(name);
  }
}
