package io.crossguard.server.call;

import io.grpc.Context;
import java.util.Optional;
import java.util.Set;

/**
 * What the caller of the call at hand may do beyond making it.
 *
 * @param permissions by their names in the access file; absent where nothing is restricted
 */
public record CallerRights(Optional<Set<String>> permissions) {
  private static final CallerRights ALL = new CallerRights(Optional.empty());
  private static final Context.Key<CallerRights> CONTEXT = Context.key("caller-rights");

  public CallerRights {
    permissions = permissions.map(Set::copyOf);
  }

  /** Those of the caller of the call at hand. */
  public static CallerRights current() {
    return Optional.ofNullable(CONTEXT.get()).orElse(ALL);
  }

  /** The context of a call that has them. */
  public Context in(Context context) {
    return context.withValue(CONTEXT, this);
  }

  /** Whether a permission is among them. */
  public boolean include(String permission) {
    return permissions.isEmpty() || permissions.get().contains(permission);
  }
}
