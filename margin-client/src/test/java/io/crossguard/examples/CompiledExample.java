package io.crossguard.examples;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An example with what its readers would add: imports, and the method around some statements.
 *
 * @param errors what the compiler says of it; empty where it compiles
 * @param folder where the class is
 */
record CompiledExample(List<String> errors, Path folder) {
  private static final String NAME = "ReadExample";

  // What readers of the client import.
  private static final String CLIENT = """
      import static org.assertj.core.api.Assertions.assertThat;
      import com.google.protobuf.util.JsonFormat;
      import io.crossguard.client.*;
      import io.crossguard.client.exchange.*;
      import io.crossguard.client.junit.*;
      import io.crossguard.client.report.*;
      import io.crossguard.server.EmbeddedCrossguard;
      import io.crossguard.server.config.ServerConfig;
      import io.crossguard.v1.*;
      import io.grpc.*;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.*;
      """;
  private static final String CORE = """
      import io.crossguard.margin.*;
      import io.crossguard.margin.account.*;
      import io.crossguard.margin.book.*;
      import io.crossguard.margin.evaluation.*;
      import io.crossguard.margin.market.*;
      import io.crossguard.margin.rules.*;
      import io.crossguard.margin.value.*;
      import java.util.*;
      """;
  private static final String ADVISOR = """
      import io.crossguard.advisor.*;
      import io.crossguard.advisor.classification.*;
      import io.crossguard.advisor.order.*;
      import io.crossguard.advisor.policy.*;
      import io.crossguard.advisor.recommendation.*;
      import io.crossguard.margin.evaluation.ResolvedAccount;
      """;

  // What the examples of a module speak of without making it.
  private static final Map<String, String> NAMES = Map.of(
      CORE,
      "Account given, account; MarketSnapshot market; RuleSet rules; List<Decimal> levels; Price mark;",
      ADVISOR,
      "ResolvedAccount resolvedAccount; RiskInputs riskInputs; AdviceRequest request;"
          + " IntendedTrade trade;");

  CompiledExample {
    errors = List.copyOf(errors);
  }

  /** Compiles an example. */
  static CompiledExample of(Example example, Path folder) {
    return of(source(example), folder);
  }

  /** Runs the statements of an example about the client. */
  void run() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, CompiledExample.class.getClassLoader())) {
      ClientExample example =
          (ClientExample) loader.loadClass(NAME).getDeclaredConstructor().newInstance();
      example.run();
    }
  }

  private static String source(Example example) {
    String imports = example.place().startsWith("margin-core")
        ? CORE
        : example.place().startsWith("advisor") ? ADVISOR : CLIENT;
    if (example.isType()) {
      // One with a package has its imports as well.
      return (example.code().startsWith("package ") ? "" : imports) + example.code();
    }
    String context = imports.equals(CLIENT) ? " extends io.crossguard.examples.ClientExample" : "";
    String end = example.code().contains("return ") ? "" : "return null;";
    return imports + "public class " + NAME + context + " {\n" + NAMES.getOrDefault(imports, "")
        + "\npublic Object run() throws Exception {\n" + example.code() + "\n" + end + "\n}\n}\n";
  }

  private static CompiledExample of(String source, Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(told, null, StandardCharsets.UTF_8)) {
      List<String> options = List.of(
          "-proc:none",
          "-classpath",
          System.getProperty("java.class.path"),
          "-d",
          folder + File.separator);
      compiler
          .getTask(null, files, told, options, null, List.of(new Text(source)))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> errors = told.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::toString)
        .toList();
    return new CompiledExample(errors, folder);
  }

  /** A source that is no file. */
  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///" + name(text) + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    private static String name(String text) {
      return text.contains("class " + NAME) ? NAME : "ReadType";
    }
  }
}
