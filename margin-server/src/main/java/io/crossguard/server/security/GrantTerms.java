package io.crossguard.server.security;

import static java.util.Objects.requireNonNull;

import io.crossguard.server.config.IdentityLimits;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the words behind a credential say, as {@code name=value}.
 *
 * @param expiry from when on the credential is no longer good; absent: it stays good
 * @param limits what the identity may do at once
 */
record GrantTerms(Optional<Instant> expiry, IdentityLimits limits) {
  private static final String EXPIRES = "expires";
  private static final String CALLS_MAX = "calls-max";
  private static final String CALLS_PER_SECOND = "calls-per-second";
  private static final Set<String> NAMES = Set.of(EXPIRES, CALLS_MAX, CALLS_PER_SECOND);
  private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,8}");

  GrantTerms {
    requireNonNull(expiry, "expiry");
    requireNonNull(limits, "limits");
  }

  /**
   * @throws IllegalArgumentException if a word breaks a rule
   */
  static GrantTerms read(List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int sign = word.indexOf('=');
      String name = word.substring(0, Math.max(sign, 0));
      require(
          NAMES.contains(name),
          "behind the credential must be expires=, calls-max= or calls-per-second=");
      require(values.put(name, word.substring(sign + 1)) == null, name + "= must not come twice");
    }
    return new GrantTerms(
        Optional.ofNullable(values.get(EXPIRES)).map(GrantTerms::time),
        new IdentityLimits(limit(values, CALLS_MAX), limit(values, CALLS_PER_SECOND)));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expires= must be like 2027-01-01T00:00:00Z", e);
    }
  }

  private static Optional<Integer> limit(Map<String, String> values, String name) {
    String text = values.get(name);
    if (text == null) {
      return Optional.empty();
    }
    require(LIMIT.matcher(text).matches(), name + "= must be a whole number of at least 1");
    return Optional.of(Integer.valueOf(text));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
