package io.crossguard.server.wiring;

import com.google.common.base.Suppliers;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.crossguard.server.admin.AdminServer;
import io.crossguard.server.admin.Channelz;
import io.crossguard.server.admin.Probes;
import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.admission.ConnectionAdmission;
import io.crossguard.server.admission.TimeLimit;
import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.call.RequestIdInterceptor;
import io.crossguard.server.call.StatusFactory;
import io.crossguard.server.config.ConnectionLimits;
import io.crossguard.server.config.EngineVersion;
import io.crossguard.server.config.IdentityLimits;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.grpc.AnswerMetricsInterceptor;
import io.crossguard.server.grpc.LongMethods;
import io.crossguard.server.grpc.MonitorStreams;
import io.crossguard.server.http.HttpGateway;
import io.crossguard.server.http.JsonService;
import io.crossguard.server.lifecycle.Companion;
import io.crossguard.server.lifecycle.EventLoops;
import io.crossguard.server.lifecycle.ServingHealth;
import io.crossguard.server.lifecycle.WarmUp;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.observation.AnswerMetrics;
import io.crossguard.server.observation.ServerMetrics;
import io.crossguard.server.observation.StreamCounts;
import io.crossguard.server.observation.Telemetry;
import io.crossguard.server.openapi.OpenApiDocument;
import io.crossguard.server.reload.FileWatch;
import io.crossguard.server.security.AuthenticationInterceptor;
import io.crossguard.server.security.ServerTls;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Listens on a TCP port, where anybody may call. */
public final class NettyModule extends WiringModule {
  // Far more cancelled calls than a client with short deadlines has; a flood of them costs the
  // server work that nobody pays for.
  private static final int RESETS_MAX = 10_000;
  private static final int RESETS_SECONDS = 10;

  private final FollowedFiles files;

  public NettyModule(FollowedFiles files) {
    this.files = files;
  }

  @Override
  void bindParts() {
    bind(EventLoops.class).toInstance(new EventLoops());
  }

  @Provides
  @Singleton
  ConnectionAdmission connectionAdmission(ServerConfig config) {
    return new ConnectionAdmission(config.connections());
  }

  /** Absent where nobody could see what it measures: it costs start-up time, and time of calls. */
  @Provides
  @Singleton
  Optional<Telemetry> telemetry(ServerConfig config, EngineVersion version) {
    return config.admin().port().isPresent() || config.traces().endpoint().isPresent()
        ? Optional.of(new Telemetry(config.traces(), version.text()))
        : Optional.empty();
  }

  @Provides
  @Singleton
  Companions companions(
      ServerConfig config,
      EngineVersion version,
      Optional<Telemetry> telemetry,
      ServingHealth health,
      ConnectionAdmission connections,
      CallAdmission admission,
      MonitorStreams monitors,
      StreamCounts streamCounts,
      RowSpace rowSpace,
      ThreadPoolExecutor pool,
      Optional<HttpGateway> gateway,
      EventLoops eventLoops) {
    List<Companion> companions = new ArrayList<>();
    gateway.ifPresent(companions::add);
    companions.add(new FileWatch(files.all(), config.reloadPeriod()));
    telemetry.ifPresent(measured -> {
      ServerMetrics.show(
          measured.meter(),
          connections,
          admission,
          () -> pool.getQueue().size(),
          files.catalogue(),
          files.all());
      ServerMetrics.showStreams(
          measured.meter(), admission, monitors::accounts, rowSpace, streamCounts);
      config
          .admin()
          .port()
          .ifPresent(port -> companions.add(adminServer(config, port, version, measured, health)));
      companions.add(measured);
    });
    companions.add(eventLoops);
    companions.add(new WarmUp(files.catalogue()::all));
    return new Companions(companions);
  }

  @Provides
  @Singleton
  Optional<HttpGateway> gateway(
      ServerConfig config,
      GuardedServices services,
      Optional<Telemetry> telemetry,
      EventLoops eventLoops,
      ConnectionAdmission connections,
      ThreadPoolExecutor pool,
      StatusFactory statusFactory) {
    return config
        .http()
        .port()
        .map(port -> new HttpGateway(new HttpGateway.Parts(
            config,
            services.in(JsonService::of),
            Suppliers.memoize(OpenApiDocument::ofTheProtocol),
            builder -> telemetry.ifPresent(measured -> measured.configure(builder)),
            files.tls().map(tls -> tls::context),
            eventLoops,
            connections,
            pool,
            statusFactory)));
  }

  private static AdminServer adminServer(
      ServerConfig config,
      int port,
      EngineVersion version,
      Telemetry telemetry,
      ServingHealth health) {
    return new AdminServer(
        new InetSocketAddress(config.admin().host(), port),
        Map.of(
            "/metrics", new MetricsHandler(telemetry.registry()),
            "/live", Probes.live(),
            "/ready", Probes.ready(health),
            "/version", Probes.version(version.text()),
            "/channelz", new Channelz()));
  }

  @Provides
  @Singleton
  CallGate callGate(StatusFactory statusFactory, Optional<Telemetry> telemetry) {
    Predicate<String> isKnown = name -> files.catalogue().find(name).isPresent();
    return new CallGate(
        List.of(
            new RequestIdInterceptor(),
            new AuthenticationInterceptor(files.access(), Clock.systemUTC(), statusFactory)),
        telemetry.stream()
            .<ServerInterceptor>map(measured ->
                new AnswerMetricsInterceptor(new AnswerMetrics(measured.meter(), isKnown)))
            .toList(),
        files
            .access()
            .<Function<CallerIdentity, IdentityLimits>>map(
                access -> caller -> access.get().limitsOf(caller))
            .orElse(CallGate.OPEN.ownLimits()));
  }

  @Provides
  @Singleton
  ServerBuilder<?> serverBuilder(
      ServerConfig config,
      Optional<Telemetry> telemetry,
      EventLoops eventLoops,
      ConnectionAdmission connections) {
    ServerCredentials credentials =
        files.tls().map(ServerTls::credentials).orElseGet(InsecureServerCredentials::create);
    InetSocketAddress address =
        new InetSocketAddress(config.listen().host(), config.listen().port());
    NettyServerBuilder builder = NettyServerBuilder.forAddress(address, credentials)
        .maxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
        .maxConnectionAgeGrace(nanos(config.calls().timeMax()), TimeUnit.NANOSECONDS)
        .addStreamTracerFactory(new TimeLimit(config.calls().timeMax(), LongMethods.LASTING));
    eventLoops.configure(builder, connections);
    telemetry.ifPresent(measured -> measured.configure(builder));
    return limited(builder, config.connections());
  }

  private static ServerBuilder<?> limited(NettyServerBuilder builder, ConnectionLimits limits) {
    return builder
        .maxConcurrentCallsPerConnection(limits.callsMax())
        .maxInboundMetadataSize(limits.metadataBytesMax())
        .maxConnectionIdle(nanos(limits.idleTime()), TimeUnit.NANOSECONDS)
        .maxConnectionAge(nanos(limits.age()), TimeUnit.NANOSECONDS)
        .keepAliveTime(nanos(limits.pingTime()), TimeUnit.NANOSECONDS)
        .permitKeepAliveTime(nanos(limits.clientPingTimeMin()), TimeUnit.NANOSECONDS)
        // Clients behind load balancers ping between calls too.
        .permitKeepAliveWithoutCalls(true);
  }

  private static long nanos(Duration duration) {
    return duration.toNanos();
  }
}
