package io.crossguard.server.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessServerBuilder;

/** Listens inside this process, under a name. */
public final class InProcessModule extends WiringModule {
  private final String name;

  public InProcessModule(String name) {
    this.name = name;
  }

  @Override
  void bindParts() {}

  @Provides
  @Singleton
  ServerBuilder<?> serverBuilder() {
    return InProcessServerBuilder.forName(name);
  }
}
