package io.crossguard.server.wiring;

import com.google.inject.AbstractModule;

/** A part of the server. What it needs from other parts must be bound by them, never guessed. */
public abstract class WiringModule extends AbstractModule {
  WiringModule() {}

  @Override
  protected final void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    bindParts();
  }

  /** Binds what this part brings. */
  abstract void bindParts();
}
