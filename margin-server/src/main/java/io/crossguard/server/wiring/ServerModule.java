package io.crossguard.server.wiring;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.grpc.AdmissionInterceptor;
import io.crossguard.server.grpc.CallAdmission;
import io.crossguard.server.grpc.CrossguardServer;
import io.crossguard.server.grpc.ErrorMappingInterceptor;
import io.crossguard.server.grpc.HandOverInterceptor;
import io.crossguard.server.grpc.StatusFactory;
import io.crossguard.server.mapping.RequestLimits;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server around the services: interceptors, threads, health and reflection. */
public final class ServerModule extends WiringModule {
  private final ServerConfig config;

  public ServerModule(ServerConfig config) {
    this.config = config;
  }

  @Override
  void bindParts() {
    bind(ServerConfig.class).toInstance(config);
    bind(EngineVersion.class).toInstance(EngineVersion.ofThisBuild());
    bind(StatusFactory.class).in(Singleton.class);
    bind(CallAdmission.class).in(Singleton.class);
    bind(AdmissionInterceptor.class).in(Singleton.class);
    bind(ErrorMappingInterceptor.class).in(Singleton.class);
    bind(HandOverInterceptor.class).in(Singleton.class);
    bind(CrossguardServer.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  HealthStatusManager health() {
    return new HealthStatusManager();
  }

  @Provides
  @Singleton
  ExecutorService largeRequestExecutor() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        new ThreadFactoryBuilder()
            .setNameFormat("crossguard-%d")
            .setDaemon(true)
            .build());
  }

  /** Health and reflection answer whatever else happens: the interceptors are for our services. */
  @Provides
  @Singleton
  Server server(
      ServerBuilder<?> builder,
      Set<BindableService> services,
      HandOverInterceptor handOver,
      AdmissionInterceptor admission,
      ErrorMappingInterceptor errorMapping,
      HealthStatusManager health) {
    builder.directExecutor().maxInboundMessageSize(RequestLimits.MESSAGE_BYTES_MAX);
    for (BindableService service : services) {
      // As bytes, so that those which are no message reach the error mapping too.
      ServerServiceDefinition definition = ServerInterceptors.interceptForward(
          ServerInterceptors.useInputStreamMessages(service.bindService()),
          handOver,
          admission,
          errorMapping);
      builder.addService(definition);
      health.setStatus(definition.getServiceDescriptor().getName(), ServingStatus.SERVING);
    }
    return builder
        .addService(health.getHealthService())
        .addService(ProtoReflectionServiceV1.newInstance())
        .build();
  }
}
