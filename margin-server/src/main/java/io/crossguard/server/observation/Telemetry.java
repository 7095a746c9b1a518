package io.crossguard.server.observation;

import io.crossguard.server.config.TracesConfig;
import io.crossguard.server.lifecycle.Companion;
import io.grpc.ServerBuilder;
import io.grpc.opentelemetry.GrpcOpenTelemetry;
import io.grpc.opentelemetry.InternalGrpcOpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;

/** Measures and traces calls. Metrics wait to be fetched; traces are sent where there is a place. */
public final class Telemetry implements Companion {
  private static final long FLUSH_SECONDS = 2;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final OpenTelemetrySdk sdk;
  private final boolean isTracing;

  /**
   * @param version of this build, which every trace and the metric {@code target_info} name
   */
  public Telemetry(TracesConfig traces, String version) {
    Resource resource = Resource.getDefault().toBuilder()
        .put("service.name", "crossguard")
        .put("service.version", version)
        .build();
    PrometheusMetricReader reader =
        PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
    registry.register(reader);
    this.sdk = OpenTelemetrySdk.builder()
        .setMeterProvider(SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(reader)
            .build())
        .setTracerProvider(tracerProvider(traces, resource))
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
    this.isTracing = traces.endpoint().isPresent();
  }

  /** The metrics, for Prometheus. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /** For metrics of our own. */
  public Meter meter() {
    return sdk.getMeter("crossguard");
  }

  /** Lets gRPC measure and trace the calls of a server. */
  public void configure(ServerBuilder<?> builder) {
    GrpcOpenTelemetry.Builder grpc = GrpcOpenTelemetry.newBuilder().sdk(sdk);
    // The other way to turn gRPC's traces on is a flag of the whole process.
    InternalGrpcOpenTelemetry.enableTracing(grpc, isTracing);
    grpc.build().configureServerBuilder(builder);
  }

  @Override
  public void start() {}

  @Override
  public void stop() {
    // Traces that have not been sent yet get a moment.
    sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }

  private static SdkTracerProvider tracerProvider(TracesConfig traces, Resource resource) {
    return traces
        .endpoint()
        .map(endpoint -> {
          OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
              .setEndpoint(endpoint)
              .setHeaders(traces::headers)
              .build();
          return SdkTracerProvider.builder()
              .setResource(resource)
              .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(traces.ratio())))
              .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
              .build();
        })
        .orElseGet(
            () -> SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build());
  }
}
