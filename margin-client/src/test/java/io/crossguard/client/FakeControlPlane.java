package io.crossguard.client;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.core.v3.Address;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.core.v3.Locality;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.listener.v3.Listener;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.route.v3.Route;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.grpc.xds.shaded.io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.grpc.xds.shaded.io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.grpc.xds.shaded.io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.grpc.xds.shaded.io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.grpc.xds.shaded.io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.grpc.xds.shaded.io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.grpc.xds.shaded.io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.xds.shaded.io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A control plane that knows one service with fixed servers, and never changes its mind. */
final class FakeControlPlane extends AggregatedDiscoveryServiceImplBase implements AutoCloseable {
  private static final ConfigSource FROM_HERE = ConfigSource.newBuilder()
      .setAds(AggregatedConfigSource.getDefaultInstance())
      .build();

  private final Map<String, Any> resources;
  private final Server server;

  /**
   * @param service name after {@code xds:///}
   * @param ports of its servers on this machine
   */
  FakeControlPlane(String service, List<Integer> ports) throws IOException {
    this.resources = Stream.of(listener(service), route(), cluster(), servers(ports))
        .map(Any::pack)
        .collect(Collectors.toMap(Any::getTypeUrl, resource -> resource));
    this.server = NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(this)
        .build()
        .start();
  }

  /** What gRPC has to know of it: the contents of a bootstrap file. */
  String bootstrap() {
    return """
        {"node": {"id": "test"},
         "xds_servers": [{"server_uri": "127.0.0.1:%d", "channel_creds": [{"type": "insecure"}],
                          "server_features": ["xds_v3"]}]}
        """.formatted(server.getPort());
  }

  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> responses) {
    return new StreamObserver<>() {
      @Override
      public void onNext(DiscoveryRequest request) {
        boolean isAcknowledgement = !request.getResponseNonce().isEmpty();
        Any resource = resources.get(request.getTypeUrl());
        if (!isAcknowledgement && resource != null) {
          responses.onNext(DiscoveryResponse.newBuilder()
              .setTypeUrl(request.getTypeUrl())
              .setVersionInfo("1")
              .setNonce("1")
              .addResources(resource)
              .build());
        }
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        responses.onCompleted();
      }
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static Message listener(String service) {
    HttpFilter router = HttpFilter.newBuilder()
        .setName("router")
        .setTypedConfig(Any.pack(Router.getDefaultInstance()))
        .build();
    HttpConnectionManager manager = HttpConnectionManager.newBuilder()
        .setRds(Rds.newBuilder().setConfigSource(FROM_HERE).setRouteConfigName("route"))
        .addHttpFilters(router)
        .build();
    return Listener.newBuilder()
        .setName(service)
        .setApiListener(ApiListener.newBuilder().setApiListener(Any.pack(manager)))
        .build();
  }

  private static Message route() {
    Route everything = Route.newBuilder()
        .setMatch(RouteMatch.newBuilder().setPrefix(""))
        .setRoute(RouteAction.newBuilder().setCluster("cluster"))
        .build();
    return RouteConfiguration.newBuilder()
        .setName("route")
        .addVirtualHosts(
            VirtualHost.newBuilder().setName("all").addDomains("*").addRoutes(everything))
        .build();
  }

  private static Message cluster() {
    return Cluster.newBuilder()
        .setName("cluster")
        .setType(Cluster.DiscoveryType.EDS)
        .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder().setEdsConfig(FROM_HERE))
        .setLbPolicy(Cluster.LbPolicy.ROUND_ROBIN)
        .build();
  }

  private static Message servers(List<Integer> ports) {
    LocalityLbEndpoints.Builder here = LocalityLbEndpoints.newBuilder()
        .setLocality(Locality.newBuilder().setRegion("here"))
        .setLoadBalancingWeight(UInt32Value.of(1));
    for (int port : ports) {
      SocketAddress address =
          SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(port).build();
      here.addLbEndpoints(LbEndpoint.newBuilder()
          .setEndpoint(
              Endpoint.newBuilder().setAddress(Address.newBuilder().setSocketAddress(address))));
    }
    return ClusterLoadAssignment.newBuilder()
        .setClusterName("cluster")
        .addEndpoints(here)
        .build();
  }
}
