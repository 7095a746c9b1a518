package io.crossguard.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an identity may do. */
public enum Permission {

  /** Evaluate, preview, stress and liquidate accounts, and look at rule sets. */
  EVALUATE,

  /** Ask for classes and advice, and look at rule sets. */
  ADVISE,

  /** Look at the server itself: its connections and calls. */
  ADMIN;

  /** Its name in the access file. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Permission> ofText(String text) {
    return Stream.of(values())
        .filter(permission -> permission.text().equals(text))
        .findFirst();
  }
}
