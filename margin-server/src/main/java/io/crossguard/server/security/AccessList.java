package io.crossguard.server.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everybody who may call, by what they show. */
public final class AccessList {
  private final List<Grant> grants;

  /**
   * @throws IllegalArgumentException if a credential is there twice
   */
  AccessList(List<Grant> grants) {
    this.grants = List.copyOf(grants);
    Set<Credential> credentials = new HashSet<>();
    for (Grant grant : grants) {
      if (!credentials.add(grant.credential())) {
        throw new IllegalArgumentException(
            "must not have a credential of " + grant.identity().name() + " twice");
      }
    }
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
