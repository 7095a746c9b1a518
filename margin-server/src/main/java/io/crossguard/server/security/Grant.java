package io.crossguard.server.security;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.config.IdentityLimits;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the access file.
 *
 * @param identity who the holder of the credential is
 * @param permissions what it may do; not empty
 * @param credential what it shows
 * @param expiry from when on the credential is no longer good; absent: it stays good
 * @param limits what the identity may do at once; where one is absent, as much as any other
 */
record Grant(
    CallerIdentity identity,
    Set<Permission> permissions,
    Credential credential,
    Optional<Instant> expiry,
    IdentityLimits limits) {
  Grant {
    requireNonNull(identity, "identity");
    permissions = Set.copyOf(permissions);
    requireNonNull(credential, "credential");
    requireNonNull(expiry, "expiry");
    requireNonNull(limits, "limits");
  }

  boolean hasExpiredAt(Instant time) {
    return expiry.isPresent() && !time.isBefore(expiry.get());
  }
}
