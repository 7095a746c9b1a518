package io.crossguard.server.security;

import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.config.IdentityLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody who may call, by what they show. */
public final class AccessList {
  private final List<Grant> grants;
  private final Map<CallerIdentity, IdentityLimits> limits = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a credential is there twice, or an identity has a limit that
   *     is not the same on all its lines that have one
   */
  AccessList(List<Grant> grants) {
    this.grants = List.copyOf(grants);
    Set<Credential> credentials = new HashSet<>();
    for (Grant grant : grants) {
      if (!credentials.add(grant.credential())) {
        throw new IllegalArgumentException(
            "must not have a credential of " + grant.identity().name() + " twice");
      }
      addLimits(grant);
    }
  }

  private void addLimits(Grant grant) {
    IdentityLimits known = limits.getOrDefault(grant.identity(), IdentityLimits.NONE);
    IdentityLimits both = grant.limits().or(known);
    // The other way round, the earlier line wins: only where they agree it is all the same.
    if (!both.equals(known.or(grant.limits()))) {
      throw new IllegalArgumentException(
          "must not give " + grant.identity().name() + " different limits on its lines");
    }
    limits.put(grant.identity(), both);
  }

  /** What an identity may do at once, where its lines say so. */
  public IdentityLimits limitsOf(CallerIdentity identity) {
    return limits.getOrDefault(identity, IdentityLimits.NONE);
  }

  /** What the holder of a token may do. It takes equally long wherever in the list that stands. */
  Optional<Grant> ofToken(String token) {
    Credential shown = Credential.Token.of(token);
    Optional<Grant> found = Optional.empty();
    for (Grant grant : grants) {
      if (grant.credential().equals(shown)) {
        found = Optional.of(grant);
      }
    }
    return found;
  }

  /** What the holder of a certificate with these names may do. */
  Optional<Grant> ofCertificate(Collection<String> names) {
    return grants.stream()
        .filter(grant -> grant.credential() instanceof Credential.Certificate certificate
            && names.contains(certificate.name()))
        .findFirst();
  }
}
