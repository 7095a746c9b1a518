package io.crossguard.client.cli;

import io.crossguard.client.MarginClient;
import io.crossguard.client.MarginMonitor;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.MonitorMarginRequest.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code watch}: accounts whose changes come one after the other. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Watch accounts while prices, balances and positions change, and show what changes a verdict.",
      "FILE has a MonitorMarginRequest with a snapshot, then others with what changes, in JSON, one",
      "after the other; they are numbered by their order. The command ends when FILE does."
    },
    footer = {
      "",
      "Example:",
      "  crossguard watch margin-client/examples/watched-bet.jsonl",
      "  bot | crossguard watch --target localhost:50051 --output json -"
    })
final class WatchCommand implements Callable<Integer> {
  // So many may be on their way before the file is read on.
  private static final int MESSAGES_AHEAD = 1_000;

  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Mixin
  private final CheckOption check = new CheckOption();

  @Parameters(paramLabel = "FILE", description = "The messages in JSON; - is standard input.")
  private String file = "";

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new RequestReader(terminal.in()).open(file), StandardCharsets.UTF_8.newDecoder()));
        ServiceConnection connection = service.connect(terminal.environment())) {
      Messages messages = new Messages(RequestReader.name(file), reader);
      Snapshot snapshot = messages.snapshot();
      Watch watch = watch(snapshot, connection.client());
      try (MarginMonitor monitor = connection.client().monitor(snapshot, watch)) {
        List<RuntimeException> problems = new CopyOnWriteArrayList<>();
        Thread sender = new Thread(() -> send(messages, monitor, problems), "crossguard-watch");
        sender.setDaemon(true);
        sender.start();
        watch.await(monitor);
        for (RuntimeException problem : problems) {
          throw problem;
        }
      }
      return watch.worst().code();
    }
  }

  private Watch watch(Snapshot snapshot, MarginClient client) {
    if (output.isJson()) {
      return new Watch(
          terminal.err(),
          account -> {},
          answer -> terminal.out().println(JsonLine.of(answer)),
          check);
    }
    String quoteCurrency = (snapshot.hasRuleSet()
            ? snapshot.getRuleSet()
            : client.getRuleSet(snapshot.getRuleSetId()))
        .getQuoteCurrency();
    WatchScreen screen =
        new WatchScreen(terminal.out(), new WatchReport(quoteCurrency), Ansi.AUTO.enabled());
    return new Watch(terminal.err(), screen::show, answer -> {}, check);
  }

  /** Sends what follows the snapshot; where that is no message, what came before is answered yet. */
  private static void send(
      Messages messages, MarginMonitor monitor, List<RuntimeException> problems) {
    try {
      int sent = 0;
      for (Optional<MonitorMarginRequest> next = messages.next();
          next.isPresent();
          next = messages.next()) {
        send(next.get(), monitor);
        sent++;
        if (sent % MESSAGES_AHEAD == 0) {
          monitor.sent().join();
        }
      }
    } catch (RuntimeException e) {
      problems.add(e);
    }
    monitor.finish();
  }

  private static void send(MonitorMarginRequest message, MarginMonitor monitor) {
    if (message.hasQuery()) {
      monitor.ask(message.getQuery().getAccountIdsList().toArray(String[]::new));
    } else {
      monitor.update(message.getUpdate());
    }
  }

  /** The messages of a file, in their order. */
  private static final class Messages {
    private final String name;
    private final JsonTexts texts;
    private int number;

    Messages(String name, BufferedReader reader) {
      this.name = name;
      this.texts = new JsonTexts(reader, RequestReader.TEXT_BYTES_MAX);
    }

    Snapshot snapshot() {
      Optional<MonitorMarginRequest> first = read();
      if (first.isEmpty() || !first.get().hasSnapshot()) {
        throw new BadInputException(name + ", message 1: must have a snapshot");
      }
      return first.get().getSnapshot();
    }

    Optional<MonitorMarginRequest> next() {
      Optional<MonitorMarginRequest> next = read();
      if (next.isPresent() && !next.get().hasUpdate() && !next.get().hasQuery()) {
        throw new BadInputException(place() + ": must have an update or a query");
      }
      return next;
    }

    private Optional<MonitorMarginRequest> read() {
      number++;
      try {
        return texts
            .next()
            .map(text ->
                RequestReader.parse(place(), text, MonitorMarginRequest.getDefaultInstance()));
      } catch (IOException e) {
        throw new BadInputException(name + ": can't be read as text in UTF-8");
      }
    }

    private String place() {
      return name + ", message " + number;
    }
  }
}
