package io.crossguard.server.admin;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.crossguard.server.lifecycle.Companion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers operators and their tools over HTTP: each path something of its own. */
public final class AdminServer implements Companion {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int THREADS = 2;

  private final InetSocketAddress address;
  private final Map<String, HttpHandler> handlers;
  private Optional<Running> running = Optional.empty();

  private record Running(HttpServer server, ExecutorService threads) {}

  /**
   * @param handlers what answers, by path
   */
  public AdminServer(InetSocketAddress address, Map<String, HttpHandler> handlers) {
    this.address = address;
    this.handlers = new TreeMap<>(handlers);
  }

  @Override
  public synchronized void start() throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService threads = Executors.newFixedThreadPool(
        THREADS,
        new ThreadFactoryBuilder()
            .setNameFormat("crossguard-admin-%d")
            .setDaemon(true)
            .build());
    handlers.forEach((path, handler) -> server.createContext(path, exactly(path, handler)));
    server.setExecutor(threads);
    server.start();
    running = Optional.of(new Running(server, threads));
    LOG.info("admin port on {}:{}", address.getHostString(), server.getAddress().getPort());
  }

  @Override
  public synchronized void stop() {
    running.ifPresent(started -> {
      started.server().stop(0);
      started.threads().shutdownNow();
    });
  }

  // The server of the JDK takes a path for all that begin with it.
  private static HttpHandler exactly(String path, HttpHandler handler) {
    return exchange -> {
      if (exchange.getRequestURI().getPath().equals(path)) {
        handler.handle(exchange);
      } else {
        answer(exchange, 404, "text/plain", "not found\n");
      }
    };
  }

  static void answer(HttpExchange exchange, int status, String contentType, String text)
      throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", contentType + "; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
