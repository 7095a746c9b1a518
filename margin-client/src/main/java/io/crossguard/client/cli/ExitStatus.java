package io.crossguard.client.cli;

import io.grpc.Status;

/** What the process ends with, so that scripts can tell the cases apart. */
enum ExitStatus {
  /** The answer was printed. */
  DONE(0),
  /** The answer was printed, and a check that was asked for does not hold. */
  CHECK_FAILED(1),
  /** The command line, the file or the request in it is wrong. */
  BAD_INPUT(2),
  /** The service can't be reached, or can't answer now. */
  SERVICE_UNAVAILABLE(3),
  /** The service does not know the caller, or does not let it do that. */
  REFUSED(4);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** What a call that failed counts as. */
  static ExitStatus of(Status.Code failure) {
    return switch (failure) {
      case INVALID_ARGUMENT, NOT_FOUND -> BAD_INPUT;
      case UNAUTHENTICATED, PERMISSION_DENIED -> REFUSED;
      default -> SERVICE_UNAVAILABLE;
    };
  }

  int code() {
    return code;
  }
}
