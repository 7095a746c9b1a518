package io.crossguard.server.call;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The name of one call, under which its answer and the log speak of it.
 *
 * @param text letters, digits, dots, colons, dashes and underscores
 */
public record RequestId(String text) {

  /** The metadata that callers send it in, and get it back in with the trailers. */
  public static final Metadata.Key<String> METADATA =
      Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<RequestId> CONTEXT = Context.key("request-id");
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  static RequestId of(Metadata headers) {
    return of(Optional.ofNullable(headers.get(METADATA)));
  }

  /** The caller's own where it is well formed, otherwise a new one. */
  public static RequestId of(Optional<String> ofCaller) {
    return ofCaller
        .filter(text -> WELL_FORMED.matcher(text).matches())
        .map(RequestId::new)
        .orElseGet(RequestId::made);
  }

  /** That of the call at hand; a new one where the call has none. */
  public static RequestId current() {
    return Optional.ofNullable(CONTEXT.get()).orElseGet(RequestId::made);
  }

  Context in(Context context) {
    return context.withValue(CONTEXT, this);
  }

  // It has to be distinct, not secret.
  private static RequestId made() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return new RequestId(hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()));
  }
}
