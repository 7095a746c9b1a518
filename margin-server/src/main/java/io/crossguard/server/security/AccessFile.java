package io.crossguard.server.security;

import com.google.common.hash.HashCode;
import io.crossguard.server.call.CallerIdentity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads who may do what. A line has an identity, its permissions with commas between them, what it
 * shows, and where that ends some day, when:
 *
 * <pre>
 *   bot-1  evaluate,advise  sha256:64-hexadecimal-digits  expires=2027-01-01T00:00:00Z
 *   desk   evaluate         certificate:spiffe://desk/risk
 *   dev    evaluate         plain:the-token-itself
 * </pre>
 *
 * Empty lines, and those that start with #, say nothing. No message repeats what a line shows.
 */
final class AccessFile {
  private static final int LINES_MAX = 1_000;
  private static final int TOKEN_LENGTH_MIN = 16;
  private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final String EXPIRES = "expires=";

  private AccessFile() {}

  /**
   * @throws IllegalArgumentException if a line breaks a rule; the message names the line
   */
  static AccessList read(String text) {
    List<String> lines = text.lines().toList();
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          grants.add(grant(line.split("\\s+", -1)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    require(grants.size() <= LINES_MAX, "must have at most " + LINES_MAX + " grants");
    return new AccessList(grants);
  }

  private static Grant grant(String[] words) {
    require(
        words.length == 3 || words.length == 4,
        "must be: identity, permissions, credential, and maybe expires=TIME");
    require(IDENTITY.matcher(words[0]).matches(), "the identity must match " + IDENTITY);
    return new Grant(
        new CallerIdentity(words[0]),
        permissions(words[1]),
        credential(words[2]),
        words.length == 4 ? Optional.of(expiry(words[3])) : Optional.empty());
  }

  private static Set<Permission> permissions(String text) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (String word : text.split(",", -1)) {
      permissions.add(Permission.ofText(word)
          .orElseThrow(() -> new IllegalArgumentException(
              "the permissions must be of evaluate, advise and admin, with commas")));
    }
    return permissions;
  }

  private static Credential credential(String text) {
    int colon = text.indexOf(':');
    String value = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(colon, 0))) {
      case "sha256" -> {
        require(SHA256.matcher(value).matches(), "sha256: must have 64 hexadecimal digits");
        yield new Credential.Token(HashCode.fromString(value));
      }
      case "plain" -> {
        require(
            value.length() >= TOKEN_LENGTH_MIN,
            "plain: must have at least " + TOKEN_LENGTH_MIN + " characters");
        yield Credential.Token.of(value);
      }
      case "certificate" -> {
        require(!value.isEmpty(), "certificate: must have a name");
        yield new Credential.Certificate(value);
      }
      default ->
        throw new IllegalArgumentException(
            "the credential must start with sha256:, plain: or certificate:");
    };
  }

  private static Instant expiry(String text) {
    require(text.startsWith(EXPIRES), "the fourth word must be expires=TIME");
    try {
      return Instant.parse(text.substring(EXPIRES.length()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expires= must be like 2027-01-01T00:00:00Z", e);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
