package io.crossguard.advisor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A portfolio with what is to be said of it, from a text: a line for each thing, empty ones and those
 * that begin with # apart.
 *
 * @param title what it is
 * @param why what the labels rest on: a rule, or a calculation by hand
 * @param lines what it holds and what is expected
 */
record LabelledPortfolio(String title, String why, List<Line> lines) {
  private static final Pattern START = Pattern.compile("(?m)^portfolio:");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /**
   * A keyword, words and named values: {@code perp bet SOL 100 mark=150}.
   *
   * @param keyword what the line is about
   * @param words in their order
   * @param values by name
   */
  record Line(String keyword, List<String> words, Map<String, String> values) {
    static Line of(String text) {
      List<String> words = new ArrayList<>();
      Map<String, String> values = new HashMap<>();
      for (String word : SPACE.splitAsStream(text.strip()).toList()) {
        int at = word.indexOf('=');
        if (at < 0) {
          words.add(word);
        } else {
          values.put(word.substring(0, at), word.substring(at + 1));
        }
      }
      return new Line(words.get(0), words.subList(1, words.size()), values);
    }

    String word(int index) {
      return words.get(index);
    }

    Optional<String> find(String name) {
      return Optional.ofNullable(values.get(name));
    }

    String get(String name, String otherwise) {
      return values.getOrDefault(name, otherwise);
    }
  }

  /** All portfolios of a file. */
  static List<LabelledPortfolio> of(String file) {
    String path = "/portfolios/" + file + ".txt";
    try (InputStream in = LabelledPortfolio.class.getResourceAsStream(path)) {
      String text =
          new String(Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
      return START.splitAsStream(text).skip(1).map(LabelledPortfolio::parse).toList();
    } catch (IOException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private static LabelledPortfolio parse(String text) {
    List<String> lines =
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    String why = lines.stream()
        .filter(line -> line.startsWith("why:"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reason given:" + text));
    return new LabelledPortfolio(
        lines.get(0).strip(),
        why.substring("why:".length()).strip(),
        lines.stream()
            .skip(1)
            .filter(line -> !line.startsWith("why:"))
            .map(Line::of)
            .toList());
  }

  List<Line> lines(String keyword) {
    return lines.stream().filter(line -> line.keyword().equals(keyword)).toList();
  }

  @Override
  public String toString() {
    return title;
  }
}
