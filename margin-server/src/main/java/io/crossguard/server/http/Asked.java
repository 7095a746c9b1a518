package io.crossguard.server.http;

import static java.util.Objects.requireNonNull;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** What the head of a request asks for. */
sealed interface Asked {

  /**
   * Something that needs no call.
   *
   * @param answer what it gets
   */
  record Answered(HttpAnswer answer) implements Asked {
    public Answered {
      requireNonNull(answer, "answer");
    }
  }

  /**
   * A call.
   *
   * @param method the method
   * @param headers what is sent with it
   * @param time how long the caller waits at most
   * @param request the request in JSON, where the head has it all; absent where it is in the body
   */
  record Call(
      MethodDescriptor<InputStream, InputStream> method,
      Metadata headers,
      Duration time,
      Optional<String> request)
      implements Asked {
    public Call {
      requireNonNull(method, "method");
      requireNonNull(headers, "headers");
      requireNonNull(time, "time");
      requireNonNull(request, "request");
    }
  }
}
