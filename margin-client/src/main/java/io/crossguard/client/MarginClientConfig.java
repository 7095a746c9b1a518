package io.crossguard.client;

import static java.util.Objects.requireNonNull;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link MarginClient} reaches the service.
 *
 * @param target where the service is, in gRPC's form, such as {@code localhost:7070} or {@code
 *     dns:///crossguard.internal:7070}
 * @param deadline how long one call may take, retries included; positive
 * @param credentials what secures the connection
 * @param serverName name that the server's certificate must have; absent where it is that of the
 *     target
 * @param attemptsMax how often a call is tried while the service is unavailable, from 1 (no retry)
 *     to {@value #ATTEMPTS_LIMIT}
 * @param healthAware whether calls go only to servers whose health service says that they serve
 * @param responseBytesMax largest response that is accepted, in bytes; positive
 */
public record MarginClientConfig(
    String target,
    Duration deadline,
    ChannelCredentials credentials,
    Optional<String> serverName,
    int attemptsMax,
    boolean healthAware,
    int responseBytesMax) {

  /** The most attempts that gRPC makes, whatever is configured. */
  public static final int ATTEMPTS_LIMIT = 5;

  public MarginClientConfig {
    requireNonNull(credentials, "credentials");
    requireNonNull(serverName, "serverName");
    require(!target.isBlank(), "target must not be empty");
    require(!deadline.isNegative() && !deadline.isZero(), "deadline must be positive");
    require(
        attemptsMax >= 1 && attemptsMax <= ATTEMPTS_LIMIT,
        "attemptsMax must be from 1 to " + ATTEMPTS_LIMIT);
    require(responseBytesMax > 0, "responseBytesMax must be positive");
  }

  /** A configuration with the defaults of every component but the target. */
  public static Builder builder(String target) {
    return new Builder(target);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** Collects the components; each has a default. */
  public static final class Builder {
    private final String target;
    private Duration deadline = Duration.ofSeconds(10);
    private ChannelCredentials credentials = InsecureChannelCredentials.create();
    private Optional<String> serverName = Optional.empty();
    private int attemptsMax = 4;
    private boolean healthAware = true;
    // A response is several times as large as its request, which may have 4 MiB.
    private int responseBytesMax = 64 * 1024 * 1024;

    private Builder(String target) {
      this.target = target;
    }

    /** How long one call may take, retries included. Default: 10 seconds. */
    public Builder deadline(Duration value) {
      deadline = value;
      return this;
    }

    /** What secures the connection. Default: nothing, the connection is plain text. */
    public Builder credentials(ChannelCredentials value) {
      credentials = value;
      return this;
    }

    /** Name that the server's certificate must have. Default: that of the target. */
    public Builder serverName(String value) {
      serverName = Optional.of(value);
      return this;
    }

    /** How often a call is tried while the service is unavailable. Default: 4. */
    public Builder attemptsMax(int value) {
      attemptsMax = value;
      return this;
    }

    /** Whether calls go only to servers that report themselves as serving. Default: true. */
    public Builder healthAware(boolean value) {
      healthAware = value;
      return this;
    }

    /** Largest response that is accepted, in bytes. Default: 64 MiB. */
    public Builder responseBytesMax(int value) {
      responseBytesMax = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if a component breaks its rule
     */
    public MarginClientConfig build() {
      return new MarginClientConfig(
          target, deadline, credentials, serverName, attemptsMax, healthAware, responseBytesMax);
    }
  }
}
