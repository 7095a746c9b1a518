package io.crossguard.server.security;

import com.google.common.hash.HashCode;
import io.crossguard.server.call.CallerIdentity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads who may do what. A line has an identity, its permissions with commas between them, what it
 * shows, and maybe more about it: where the credential ends some day, when, and how much the identity
 * may do at once, where that is not as much as any other:
 *
 * <pre>
 *   bot-1  evaluate,advise  sha256:64-hexadecimal-digits  expires=2027-01-01T00:00:00Z
 *   desk   evaluate         certificate:spiffe://desk/risk  calls-max=50  calls-per-second=2000
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
          grants.add(grant(List.of(line.split("\\s+", -1))));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    require(grants.size() <= LINES_MAX, "must have at most " + LINES_MAX + " grants");
    return new AccessList(grants);
  }

  private static Grant grant(List<String> words) {
    require(
        words.size() >= 3,
        "must be: identity, permissions, credential, and maybe more as name=value");
    require(IDENTITY.matcher(words.get(0)).matches(), "the identity must match " + IDENTITY);
    GrantTerms terms = GrantTerms.read(words.subList(3, words.size()));
    return new Grant(
        new CallerIdentity(words.get(0)),
        permissions(words.get(1)),
        credential(words.get(2)),
        terms.expiry(),
        terms.limits());
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

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
