package io.crossguard.server.rules;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import io.crossguard.server.mapping.KnownRuleSet;
import io.crossguard.server.mapping.RequestException;
import io.crossguard.server.mapping.RuleSetFileMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A rule set with the file that it comes from.
 *
 * @param file name or path of the file, for messages
 * @param ruleSetId its name
 * @param content what it states
 */
record RuleSetFile(String file, String ruleSetId, Supplier<KnownRuleSet> content) {
  RuleSetFile {
    requireNonNull(file, "file");
    requireNonNull(ruleSetId, "ruleSetId");
    requireNonNull(content, "content");
  }

  static RuleSetFile of(String file, KnownRuleSet ruleSet) {
    return new RuleSetFile(file, ruleSet.ruleSetId(), () -> ruleSet);
  }

  /**
   * Reads what a file says.
   *
   * @throws BadRuleSetFileException if it is not the JSON form of a rule set, or a rule is broken,
   *     with the path inside the file
   */
  static RuleSetFile of(RuleSetText text) {
    return of(text.file(), ruleSet(text));
  }

  /** One that comes with the server. It is read when it is first asked for. */
  static RuleSetFile builtIn(String ruleSetId) {
    String file = ruleSetId + ".json";
    return new RuleSetFile(file, ruleSetId, Suppliers.memoize(() -> ruleSet(builtInText(file))));
  }

  private static KnownRuleSet ruleSet(RuleSetText text) {
    try {
      return RuleSetFileMapper.fromJson(text.json());
    } catch (RequestException | IllegalArgumentException e) {
      throw new BadRuleSetFileException(text.file(), String.valueOf(e.getMessage()), e);
    }
  }

  private static RuleSetText builtInText(String file) {
    try (InputStream json = requireNonNull(RuleSetFile.class.getResourceAsStream(file), file)) {
      return new RuleSetText(file, new String(json.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
