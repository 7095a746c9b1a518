package io.crossguard.server;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.crossguard.v1.BatchEvaluateMarginRequest;
import io.crossguard.v1.EvaluateMarginRequest;
import io.crossguard.v1.GetRuleSetRequest;
import io.crossguard.v1.MonitorMarginRequest;
import io.crossguard.v1.StreamEvaluateMarginRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * The requests that fuzzing starts from. They are in JSON and put together of two parts: an account
 * with market and rules, and what is asked about it. Beside them are whole requests that once broke
 * the service.
 */
final class FuzzCorpus {
  private static final Path ROOT = Path.of("src/test/resources/io/crossguard/server/corpus");

  private FuzzCorpus() {}

  /** The requests of a type: every question about every account, and those that were found. */
  static <Q extends Message> Stream<Named<Q>> of(Q prototype) {
    return Stream.concat(composed(prototype), found(prototype));
  }

  private static <Q extends Message> Stream<Named<Q>> composed(Q prototype) {
    if (prototype instanceof GetRuleSetRequest) {
      return Stream.of("derive-portfolio", "unknown")
          .map(
              id -> Named.of(id, cast(GetRuleSetRequest.newBuilder().setRuleSetId(id), prototype)));
    }
    return files("asks", typeName(prototype))
        .flatMap(ask -> files("accounts", "")
            .map(account ->
                Named.of(name(ask) + " of " + name(account), composed(prototype, account, ask))));
  }

  private static <Q extends Message> Stream<Named<Q>> found(Q prototype) {
    return files("found", typeName(prototype))
        .map(file ->
            Named.of(name(file), cast(read(file, prototype.newBuilderForType()), prototype)));
  }

  private static <Q extends Message> Q composed(Q prototype, Path account, Path ask) {
    if (prototype instanceof MonitorMarginRequest) {
      return cast(message(account, ask), prototype);
    }
    Message.Builder request = prototype.newBuilderForType();
    if (prototype instanceof BatchEvaluateMarginRequest) {
      EvaluateMarginRequest single = (EvaluateMarginRequest)
          read(account, EvaluateMarginRequest.newBuilder()).build();
      copy(single, request);
      ((BatchEvaluateMarginRequest.Builder) request)
          .addAccounts(single.getAccount())
          .addAccounts(single.getAccount().toBuilder().clearAccountId());
    } else if (prototype instanceof StreamEvaluateMarginRequest) {
      EvaluateMarginRequest single = (EvaluateMarginRequest)
          read(account, EvaluateMarginRequest.newBuilder()).build();
      copy(single, request);
      ((StreamEvaluateMarginRequest.Builder) request).addAccounts(single.getAccount());
    } else {
      read(account, request);
    }
    return cast(read(ask, request), prototype);
  }

  /** A message of a stream; if it is a snapshot, with the account. */
  private static MonitorMarginRequest.Builder message(Path account, Path ask) {
    MonitorMarginRequest.Builder message =
        (MonitorMarginRequest.Builder) read(ask, MonitorMarginRequest.newBuilder());
    if (message.hasSnapshot()) {
      EvaluateMarginRequest single = (EvaluateMarginRequest)
          read(account, EvaluateMarginRequest.newBuilder()).build();
      copy(single, message.getSnapshotBuilder());
      message.getSnapshotBuilder().addAccounts(single.getAccount());
    }
    return message;
  }

  /** Copies the fields that another message has under the same name. */
  private static void copy(Message from, Message.Builder to) {
    for (FieldDescriptor field : from.getAllFields().keySet()) {
      FieldDescriptor same = to.getDescriptorForType().findFieldByName(field.getName());
      if (same != null) {
        to.setField(same, from.getField(field));
      }
    }
  }

  private static Stream<Path> files(String part, String type) {
    Path folder = ROOT.resolve(part).resolve(type);
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return List.copyOf(files.sorted().toList()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Message.Builder read(Path file, Message.Builder builder) {
    try {
      return Requests.ofJson(Files.readString(file), builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // The builder comes from the prototype.
  private static <Q extends Message> Q cast(Message.Builder builder, Q prototype) {
    return (Q) prototype.getClass().cast(builder.build());
  }

  private static String typeName(Message prototype) {
    return prototype.getDescriptorForType().getName();
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".json", "").replace('-', ' ');
  }
}
