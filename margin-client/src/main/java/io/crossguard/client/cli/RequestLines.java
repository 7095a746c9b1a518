package io.crossguard.client.cli;

import com.google.protobuf.Message;
import io.crossguard.client.CrossguardException;
import io.grpc.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Answers requests line by line: one request in, one response or error out, in order, each written
 * before the next is read. So a program can keep the process beside itself and talk to it. Empty
 * lines are passed over.
 *
 * @param <Q> the request
 * @param <R> the response
 */
final class RequestLines<Q extends Message, R extends Message> {
  private final Q prototype;
  private final Function<Q, R> method;
  private final Function<R, ExitStatus> check;
  private boolean isOver;

  /**
   * @param prototype a message of the request's type
   * @param method the call
   * @param check what a response counts as
   */
  RequestLines(Q prototype, Function<Q, R> method, Function<R, ExitStatus> check) {
    this.prototype = prototype;
    this.method = method;
    this.check = check;
  }

  /**
   * Answers until the input ends, or nobody reads the answers any more, or the service is gone or
   * refuses the caller: then no further line would fare better.
   *
   * @return the worst of what the lines count as
   */
  ExitStatus answer(String name, InputStream in, PrintWriter out) {
    ExitStatus worst = ExitStatus.DONE;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      int number = 0;
      isOver = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        ExitStatus status = answer(name + ", request " + number, line, out);
        worst = status.compareTo(worst) > 0 ? status : worst;
        if (out.checkError() || isOver) {
          break;
        }
      }
    } catch (IOException e) {
      throw new BadInputException(name + ": can't be read as text in UTF-8");
    }
    return worst;
  }

  private ExitStatus answer(String name, String line, PrintWriter out) {
    try {
      R response = method.apply(RequestReader.parse(name, line, prototype));
      out.println(JsonLine.of(response));
      return check.apply(response);
    } catch (BadInputException e) {
      out.println(JsonLine.error(e));
      return ExitStatus.BAD_INPUT;
    } catch (CrossguardException e) {
      out.println(JsonLine.error(e));
      ExitStatus status = ExitStatus.of(e.code());
      isOver = e.code() == Status.Code.UNAVAILABLE || status == ExitStatus.REFUSED;
      return status;
    }
  }
}
