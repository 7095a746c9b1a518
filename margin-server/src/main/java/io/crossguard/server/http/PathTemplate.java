package io.crossguard.server.http;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A path of the protocol, such as {@code /v1/rule-sets/{rule_set_id}}: of its segments some are given,
 * and others have a variable.
 *
 * @param segments what stands between the slashes
 */
record PathTemplate(List<String> segments) {
  private static final Splitter SLASHES = Splitter.on('/');

  PathTemplate {
    segments = List.copyOf(segments);
  }

  static PathTemplate of(String path) {
    return new PathTemplate(SLASHES.splitToList(path));
  }

  /** The text as its segments, each as it stands there. */
  static List<String> segments(String path) {
    return SLASHES.splitToList(path);
  }

  /**
   * What the variables are in a path; absent where it is another path.
   *
   * @param path segments of the path, decoded
   */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (isVariable(segment)) {
        variables.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
