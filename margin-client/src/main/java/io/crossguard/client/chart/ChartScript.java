package io.crossguard.client.chart;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws the charts of one page or file. The library numbers what it draws, so the same charts in
 * the same order are the same text whatever else the process has drawn, as long as each page has a
 * script of its own.
 *
 * <p>The scripts that run are those of the library and of this package. They see no class of Java,
 * no file and no network, and what a chart shows reaches them as values. One thread at a time.
 */
public final class ChartScript {
  private static final ContextFactory CONTEXTS = new ContextFactory();

  private final Scriptable scope;
  private final Function draw;

  private ChartScript(Scriptable scope, Function draw) {
    this.scope = scope;
    this.draw = draw;
  }

  /** Starts a script. The first one of a process takes a second or two, to read the library. */
  public static ChartScript start() {
    try (Context context = enter()) {
      ScriptableObject scope = context.initSafeStandardObjects();
      Library.SCRIPTS.forEach(script -> script.exec(context, scope));
      return new ChartScript(scope, (Function) ScriptableObject.getProperty(scope, "draw"));
    }
  }

  /**
   * Draws a chart.
   *
   * @param option what it shows, as in the manual of ECharts
   * @param width in units of its own, which its letters are 12 of
   * @param height in the same units
   * @return an element {@code svg}. All text in it is escaped, but may have characters that XML
   *     does not
   */
  public String draw(ChartOption option, int width, int height) {
    try (Context context = enter()) {
      Object[] arguments = {value(context, option), width, height};
      return Context.toString(draw.call(context, scope, scope, arguments));
    }
  }

  private static Context enter() {
    Context context = CONTEXTS.enterContext();
    context.setLanguageVersion(Context.VERSION_ES6);
    // As byte code the library would not fit into a class, and would be longer in coming.
    context.setInterpretedMode(true);
    return context;
  }

  private Object value(Context context, Object value) {
    if (value instanceof ChartOption option) {
      return object(context, option.values());
    }
    if (value instanceof List<?> list) {
      return context.newArray(
          scope, list.stream().map(item -> value(context, item)).toArray());
    }
    if (value instanceof DoubleFunction<?> label) {
      return new LambdaFunction(
          scope,
          1,
          (caller, callerScope, self, arguments) ->
              label.apply(ScriptRuntime.toNumber(arguments, 0)));
    }
    return value;
  }

  private Scriptable object(Context context, Map<String, Object> values) {
    Scriptable object = context.newObject(scope);
    values.forEach(
        (name, value) -> ScriptableObject.putProperty(object, name, value(context, value)));
    return object;
  }

  /** The library as the engine has read it: once a process, and when it is first asked for. */
  private static final class Library {
    // Which file that is depends on the version, which the build knows.
    static final List<Script> SCRIPTS =
        List.of(compiled(text("library").strip()), compiled("chart.js"));

    private static Script compiled(String resource) {
      try (Context context = enter()) {
        return context.compileString(text(resource), resource, 1, null);
      }
    }

    private static String text(String resource) {
      try (InputStream stream =
          requireNonNull(ChartScript.class.getResourceAsStream(resource), resource)) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
