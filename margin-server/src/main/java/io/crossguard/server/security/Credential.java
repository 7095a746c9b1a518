package io.crossguard.server.security;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** What a caller shows to say who it is. Neither form has a secret in it. */
sealed interface Credential {

  /**
   * A bearer token.
   *
   * @param sha256 its digest; digests are compared in constant time
   */
  record Token(HashCode sha256) implements Credential {
    public Token {
      requireNonNull(sha256, "sha256");
    }

    static Token of(String token) {
      return new Token(Hashing.sha256().hashString(token, StandardCharsets.UTF_8));
    }
  }

  /**
   * A certificate that one of the client authorities issued.
   *
   * @param name one of its names, such as {@code spiffe://desk/bot-1}
   */
  record Certificate(String name) implements Credential {
    public Certificate {
      requireNonNull(name, "name");
    }
  }
}
