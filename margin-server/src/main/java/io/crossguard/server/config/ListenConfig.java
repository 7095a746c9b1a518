package io.crossguard.server.config;

import com.google.common.net.InetAddresses;

/**
 * Where the server listens.
 *
 * @param host address or name
 * @param port TCP port; 0 takes a free one
 * @param isPlaintextAllowed whether others than this machine are served without TLS
 */
public record ListenConfig(String host, int port, boolean isPlaintextAllowed) {
  public ListenConfig {
    Setting.HOST.require(!host.isEmpty(), "must not be empty");
    Setting.PORT.require(port >= 0 && port <= 65_535, "must be from 0 to 65535");
  }

  /** Whether only this machine reaches it. Names are not looked up: only localhost counts. */
  public boolean isLocal() {
    return isLocal(host);
  }

  static boolean isLocal(String host) {
    return host.equals("localhost")
        || (InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress());
  }
}
