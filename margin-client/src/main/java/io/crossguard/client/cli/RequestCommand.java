package io.crossguard.client.cli;

import com.google.protobuf.Message;
import io.crossguard.client.MarginClient;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that sends the request of a file to one method of the service and shows the answer, or
 * answers many requests line by line.
 *
 * @param <Q> the request; it names an account, a market and rules
 * @param <R> the response
 */
abstract class RequestCommand<Q extends Message, R extends Message> implements Callable<Integer> {
  private final Terminal terminal;
  private final Q prototype;
  private final BiFunction<MarginClient, Q, R> method;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Option(
      names = "--lines",
      description =
          "FILE has one request a line. One response or {\"error\": …} a line comes back, in order.")
  private boolean lines;

  @Parameters(paramLabel = "FILE", description = "The request in JSON; - is standard input.")
  private String file = "";

  /**
   * @param prototype a message of the request's type
   * @param method the call
   */
  RequestCommand(Terminal terminal, Q prototype, BiFunction<MarginClient, Q, R> method) {
    this.terminal = terminal;
    this.prototype = prototype;
    this.method = method;
  }

  /** The response as tables. */
  abstract String report(Book book, R response);

  /** What a response counts as. */
  ExitStatus check(R response) {
    return ExitStatus.DONE;
  }

  @Override
  public Integer call() {
    return (lines ? answerLines() : answerOne()).code();
  }

  private ExitStatus answerOne() {
    Q request = new RequestReader(terminal.in()).read(file, prototype);
    try (ServiceConnection connection = service.connect(terminal.environment())) {
      MarginClient client = connection.client();
      R response = method.apply(client, request);
      terminal
          .out()
          .println(output.render(response, () -> report(Book.of(request, client), response)));
      return check(response);
    }
  }

  private ExitStatus answerLines() {
    var in = new RequestReader(terminal.in()).open(file);
    try (ServiceConnection connection = service.connect(terminal.environment())) {
      return new RequestLines<>(
              prototype, request -> method.apply(connection.client(), request), this::check)
          .answer(RequestReader.name(file), in, terminal.out());
    }
  }
}
