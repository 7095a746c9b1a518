package io.crossguard.client;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Names of targets that stand for fixed addresses, as a name in DNS stands for several. */
final class FixedAddresses extends NameResolverProvider {
  private static final String SCHEME = "fixed";
  private static final ConcurrentMap<String, List<InetSocketAddress>> ADDRESSES =
      new ConcurrentHashMap<>();

  static {
    NameResolverRegistry.getDefaultRegistry().register(new FixedAddresses());
  }

  private FixedAddresses() {}

  /** A target that resolves to all of these. */
  static String target(List<InetSocketAddress> addresses) {
    String name = "name-" + ADDRESSES.size();
    ADDRESSES.put(name, List.copyOf(addresses));
    return SCHEME + ":///" + name;
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 5;
  }

  @Override
  public NameResolver newNameResolver(URI target, NameResolver.Args args) {
    List<EquivalentAddressGroup> groups = ADDRESSES.get(target.getPath().substring(1)).stream()
        .map(address -> new EquivalentAddressGroup(address))
        .toList();
    return new NameResolver() {
      @Override
      public String getServiceAuthority() {
        return "localhost";
      }

      @Override
      public void start(Listener2 listener) {
        listener.onResult(ResolutionResult.newBuilder()
            .setAddressesOrError(StatusOr.fromValue(groups))
            .build());
      }

      @Override
      public void shutdown() {}
    };
  }
}
