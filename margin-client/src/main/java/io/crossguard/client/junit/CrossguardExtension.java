package io.crossguard.client.junit;

import io.crossguard.client.MarginClient;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.server.config.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class a service of their own, which starts before the first of them and ends
 * after the last. A parameter of the type {@link MarginClient} or {@link EmbeddedCrossguard} gets
 * the client or the server.
 *
 * <pre>{@code
 * @ExtendWith(CrossguardExtension.class)
 * class MyBotTest {
 *   @Test
 *   void emptyAccount_isHealthy(MarginClient client) {
 *     EvaluateMarginResponse margin = client.evaluateMargin(EvaluateMarginRequest.newBuilder()
 *         .setAccount(Account.newBuilder().setAccountId("my-bot"))
 *         .setRuleSetId("example-coin-margined")
 *         .build());
 *
 *     Assertions.assertEquals(MarginScope.Status.HEALTHY, margin.getStatus());
 *   }
 * }
 * }</pre>
 *
 * <p>With options it is a static field: {@code @RegisterExtension static final CrossguardExtension
 * CROSSGUARD = new CrossguardExtension().onPort();}
 */
public final class CrossguardExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(CrossguardExtension.class);
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final boolean isOnPort;

  /** In process, without a port, with the rule sets that are built in. */
  public CrossguardExtension() {
    this(ServerConfig.DEFAULT, false);
  }

  private CrossguardExtension(ServerConfig config, boolean isOnPort) {
    this.config = config;
    this.isOnPort = isOnPort;
  }

  /** The same on a free TCP port of this machine, for tests of what connects by itself. */
  public CrossguardExtension onPort() {
    return new CrossguardExtension(config.withPort(0), true);
  }

  /**
   * The same with rule sets of its own beside those that are built in.
   *
   * @param directory folder of rule-set files
   */
  public CrossguardExtension withRules(Path directory) {
    return new CrossguardExtension(config.withRulesDirectory(directory), isOnPort);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == MarginClient.class || type == EmbeddedCrossguard.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running = running(context);
    return parameter.getParameter().getType() == MarginClient.class
        ? running.client()
        : running.server();
  }

  /** What a class has is what its nested classes have; JUnit closes it with the class. */
  private Running running(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(this, key -> key.start(), Running.class);
  }

  private Running start() {
    EmbeddedCrossguard server = isOnPort
        ? EmbeddedCrossguard.startOnPort(config)
        : EmbeddedCrossguard.startInProcess(config);
    return new Running(server, MarginClient.over(server.channel(), DEADLINE));
  }

  private record Running(EmbeddedCrossguard server, MarginClient client) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
      server.close();
    }
  }
}
