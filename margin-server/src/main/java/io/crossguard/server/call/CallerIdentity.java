package io.crossguard.server.call;

import static java.util.Objects.requireNonNull;

import io.grpc.Context;
import java.util.Optional;

/**
 * Who makes a call, as the operator named it.
 *
 * @param name never empty
 */
public record CallerIdentity(String name) {

  /** Whoever shows no credentials to a server that asks for none. */
  public static final CallerIdentity ANONYMOUS = new CallerIdentity("anonymous");

  private static final Context.Key<CallerIdentity> CONTEXT = Context.key("caller-identity");

  public CallerIdentity {
    requireNonNull(name, "name");
  }

  /** That of the call at hand. */
  public static CallerIdentity current() {
    return Optional.ofNullable(CONTEXT.get()).orElse(ANONYMOUS);
  }

  /** The context of a call that it makes. */
  public Context in(Context context) {
    return context.withValue(CONTEXT, this);
  }
}
