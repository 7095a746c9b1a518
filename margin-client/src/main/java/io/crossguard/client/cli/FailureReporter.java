package io.crossguard.client.cli;

import io.crossguard.client.CrossguardException;
import io.crossguard.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import java.io.PrintWriter;
import javax.net.ssl.SSLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever ends a command early into lines on standard error and an exit status. */
final class FailureReporter implements IExecutionExceptionHandler {
  private final PrintWriter err;

  FailureReporter(PrintWriter err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult arguments) throws Exception {
    if (failure instanceof BadInputException problem) {
      err.println(problem.getMessage());
      return ExitStatus.BAD_INPUT.code();
    }
    if (failure instanceof CrossguardException refused) {
      return report(refused).code();
    }
    throw failure;
  }

  private ExitStatus report(CrossguardException failure) {
    if (!failure.violations().isEmpty()) {
      printViolations(failure, err);
      return ExitStatus.BAD_INPUT;
    }
    switch (failure.code()) {
      case INVALID_ARGUMENT, NOT_FOUND -> err.println(failure.getMessage() + hint(failure));
      case UNAUTHENTICATED, PERMISSION_DENIED ->
        err.println("the service refuses the caller: " + description(failure));
      case UNAVAILABLE -> err.println("the service can't be reached: " + transportMessage(failure));
      case DEADLINE_EXCEEDED ->
        err.println("the service did not answer in time: " + failure.getMessage());
      default -> err.println("the call failed: " + failure.getMessage() + hint(failure));
    }
    return ExitStatus.of(failure.code());
  }

  /** Each on a line: path, colon, rule. */
  static void printViolations(CrossguardException failure, PrintWriter err) {
    failure
        .violations()
        .forEach(violation -> err.println(violation.field() + ": " + violation.rule()));
  }

  private static String hint(CrossguardException failure) {
    String requestId = failure.metadata().getOrDefault("request_id", "");
    if (failure.reason() == ErrorReason.Code.UNKNOWN_RULE_SET) {
      return " (crossguard rules lists the rule sets)";
    }
    return requestId.isEmpty() ? "" : " (request " + requestId + ")";
  }

  /** What the service says, without the code in front; or what kept the token from being sent. */
  private static String description(CrossguardException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof StatusRuntimeException refusal
        && refusal.getStatus().getCause() instanceof BadInputException problem) {
      return String.valueOf(problem.getMessage());
    }
    return String.valueOf(failure.getMessage()).replaceFirst("^[A-Z_]+: ", "");
  }

  // gRPC's own description is often just "io exception"; what it was caused by names the address,
  // or what is wrong with a certificate.
  private static String transportMessage(CrossguardException failure) {
    Throwable status = failure.getCause();
    Throwable transport = status == null ? null : status.getCause();
    for (Throwable cause = transport; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        // Newer JDKs put the name of the alert before what is wrong.
        return "TLS: " + line(cause).replaceFirst("^\\([a-z_]+\\) ", "");
      }
    }
    return line(transport == null ? failure : transport);
  }

  private static String line(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
