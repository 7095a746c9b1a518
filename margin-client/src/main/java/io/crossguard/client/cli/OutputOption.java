package io.crossguard.client.cli;

import com.google.protobuf.MessageOrBuilder;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that chooses between tables for people and JSON for programs. */
final class OutputOption {
  /** A form of output. */
  enum Format {
    TABLE,
    JSON;

    /** As people write it, and shells complete it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "TABLE",
      description =
          "table: rounded figures for people. json: the response with all digits, on one line."
              + " Default: table.")
  private Format format = Format.TABLE;

  boolean isJson() {
    return format == Format.JSON;
  }

  /** The response in the chosen form. */
  String render(MessageOrBuilder response, Supplier<String> table) {
    return isJson() ? JsonLine.of(response) : table.get();
  }
}
