package io.crossguard.server.mapping;

import io.crossguard.margin.value.Require;

/** Names of accounts, positions, instruments, assets, roots and rule sets. */
final class IdentifierMapper {
  private IdentifierMapper() {}

  static Reading<String> fromProto(String identifier, FieldPath field) {
    return field.reading(() -> {
      Require.identifier(identifier);
      return identifier;
    });
  }
}
