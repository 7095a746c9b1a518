package io.crossguard.server.lifecycle;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;

/**
 * What health checks are told. The server as a whole, {@value #READINESS} and each service serve from
 * the start, when the rule sets are loaded and valid, till the server is asked to end; {@value
 * #LIVENESS} till it has ended.
 */
public final class ServingHealth {

  /** Asks whether calls should be sent here. */
  public static final String READINESS = "readiness";

  /** Asks whether the process is well: it is no reason for a restart that it drains. */
  public static final String LIVENESS = "liveness";

  private final HealthStatusManager manager = new HealthStatusManager();
  private final List<String> services;
  private volatile boolean isReady;

  /**
   * @param services full names of the services
   */
  public ServingHealth(List<String> services) {
    this.services = List.copyOf(services);
    tell(ServingStatus.NOT_SERVING);
  }

  /** The service that answers health checks. */
  public BindableService service() {
    return manager.getHealthService();
  }

  /** Whether calls should be sent here. */
  public boolean isReady() {
    return isReady;
  }

  void start() {
    manager.setStatus(LIVENESS, ServingStatus.SERVING);
    tell(ServingStatus.SERVING);
    isReady = true;
  }

  void stop() {
    isReady = false;
    tell(ServingStatus.NOT_SERVING);
  }

  private void tell(ServingStatus status) {
    manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    manager.setStatus(READINESS, status);
    services.forEach(service -> manager.setStatus(service, status));
  }
}
