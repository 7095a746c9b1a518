package io.crossguard.server.wiring;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.crossguard.server.admission.AdmissionInterceptor;
import io.crossguard.server.admission.Alarms;
import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.admission.HandOverInterceptor;
import io.crossguard.server.admission.IdleThreads;
import io.crossguard.server.admission.TimerThread;
import io.crossguard.server.call.ErrorMappingInterceptor;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.grpc.BatchStreams;
import io.crossguard.server.grpc.LongMethods;
import io.crossguard.server.grpc.MonitorStreams;
import io.crossguard.server.http.HttpGateway;
import io.crossguard.server.lifecycle.CrossguardServer;
import io.crossguard.server.lifecycle.LastingCalls;
import io.crossguard.server.lifecycle.ServingHealth;
import io.crossguard.server.mapping.RequestLimits;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.observation.StreamCounts;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The server around the services: interceptors, threads, health and reflection. */
public final class ServerModule extends WiringModule {
  private static final int CHANNELZ_ROWS_MAX = 1_000;

  private final ServerConfig config;

  public ServerModule(ServerConfig config) {
    this.config = config;
  }

  @Override
  void bindParts() {
    bind(ServerConfig.class).toInstance(config);
    bind(EngineVersion.class).toInstance(EngineVersion.ofThisBuild());
    bind(StatusFactory.class).toInstance(new StatusFactory());
    bind(Alarms.class).toInstance(new TimerThread());
    bind(StreamCounts.class).toInstance(new StreamCounts());
    bind(RowSpace.class).toInstance(new RowSpace(config.calls().streamRowsMax()));
  }

  @Provides
  @Singleton
  CallAdmission callAdmission(CallGate gate) {
    return new CallAdmission(config.calls(), gate.ownLimits(), System::nanoTime);
  }

  @Provides
  @Singleton
  ServingHealth health(Set<BindableService> services) {
    return new ServingHealth(services.stream()
        .map(service -> service.bindService().getServiceDescriptor().getName())
        .toList());
  }

  @Provides
  @Singleton
  ThreadPoolExecutor pool() {
    int threads = Runtime.getRuntime().availableProcessors();
    // No more wait in its queue than calls are let in.
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new ThreadFactoryBuilder()
            .setNameFormat("crossguard-%d")
            .setDaemon(true)
            .build());
  }

  @Provides
  @Singleton
  IdleThreads idleThreads(ThreadPoolExecutor pool) {
    return new IdleThreads(pool);
  }

  @Provides
  @Singleton
  GuardedServices guardedServices(
      Set<BindableService> services,
      CallGate gate,
      ThreadPoolExecutor pool,
      CallAdmission admission,
      StatusFactory statusFactory) {
    List<ServerInterceptor> interceptors = new ArrayList<>();
    interceptors.add(new HandOverInterceptor(LongMethods.NAMES, pool, admission::isCrowded));
    interceptors.addAll(gate.interceptors());
    interceptors.add(new AdmissionInterceptor(admission, statusFactory));
    interceptors.add(new ErrorMappingInterceptor(statusFactory));
    return new GuardedServices(services, gate.onMessages(), interceptors);
  }

  /**
   * Health answers whatever else happens, and whoever asks. Reflection passes the gate, and channelz,
   * which is there where a list says who may look; all else is for our services.
   */
  @Provides
  @Singleton
  Server server(
      ServerBuilder<?> builder, GuardedServices services, CallGate gate, ServingHealth health) {
    builder
        .directExecutor()
        .maxInboundMessageSize(RequestLimits.MESSAGE_BYTES_MAX)
        .addTransportFilter(AdmissionInterceptor.connectionFilter());
    // As bytes, so that those which are no message reach the error mapping too.
    services.in(ServerInterceptors::useInputStreamMessages).forEach(builder::addService);
    if (config.accessFile().isPresent()) {
      builder.addService(ServerInterceptors.interceptForward(
          ChannelzService.newInstance(CHANNELZ_ROWS_MAX), gate.interceptors()));
    }
    return builder
        .addService(health.service())
        .addService(ServerInterceptors.interceptForward(
            ProtoReflectionServiceV1.newInstance(), gate.interceptors()))
        .build();
  }

  @Provides
  @Singleton
  CrossguardServer crossguardServer(
      Server server,
      ServingHealth health,
      CallAdmission admission,
      MonitorStreams monitors,
      BatchStreams batches,
      ThreadPoolExecutor pool,
      Companions companions,
      Optional<HttpGateway> gateway) {
    LastingCalls streams = () -> {
      monitors.drain();
      batches.drain();
    };
    return new CrossguardServer(
        server,
        health,
        admission,
        streams,
        pool,
        companions.all(),
        () -> gateway.map(HttpGateway::port).orElse(-1),
        config.drain());
  }
}
