package io.crossguard.server.observation;

import io.crossguard.server.admission.CallAdmission;
import io.crossguard.server.admission.ConnectionAdmission;
import io.crossguard.server.monitor.RowSpace;
import io.crossguard.server.reload.Reloadable;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.function.LongSupplier;

/** Shows the state of the server whenever metrics are fetched. */
public final class ServerMetrics {
  private static final AttributeKey<String> FILES = AttributeKey.stringKey("files");

  private ServerMetrics() {}

  /**
   * Shows connections, calls under way, calls that wait for a thread, rule sets, and files that are
   * refused.
   *
   * @param waiting calls that wait for a thread
   */
  public static void show(
      Meter meter,
      ConnectionAdmission connections,
      CallAdmission admission,
      LongSupplier waiting,
      RuleSetCatalogue catalogue,
      List<Reloadable> files) {
    gauge(meter, "crossguard.connections.open", "Connections that are open.", connections::open);
    gauge(meter, "crossguard.connections.max", "Connections that may be open.", connections::max);
    meter
        .counterBuilder("crossguard.connections.refused")
        .setDescription("Connections that were closed at once, for a limit.")
        .setUnit("{connection}")
        .buildWithCallback(value -> value.record(connections.refused()));
    gauge(meter, "crossguard.calls.under_way", "Calls under way.", admission::underWay);
    gauge(meter, "crossguard.calls.max", "Calls that may be under way.", admission::callsMax);
    gauge(meter, "crossguard.calls.waiting", "Long calls that wait for a thread.", waiting);
    gauge(
        meter,
        "crossguard.rule_sets",
        "Rule sets known by name.",
        () -> catalogue.all().size());
    meter
        .gaugeBuilder("crossguard.files.refused")
        .ofLongs()
        .setDescription("1 where changed files can't be used, and the old ones are; otherwise 0.")
        .buildWithCallback(value -> files.forEach(
            file -> value.record(file.isRefused() ? 1 : 0, Attributes.of(FILES, file.name()))));
  }

  /**
   * Shows streams of watched accounts, and what goes over them.
   *
   * @param accounts how many are watched
   */
  public static void showStreams(
      Meter meter,
      CallAdmission admission,
      LongSupplier accounts,
      RowSpace space,
      StreamCounts counts) {
    gauge(meter, "crossguard.streams.open", "Streams that are open.", admission::streamsOpen);
    gauge(meter, "crossguard.streams.max", "Streams that may be open.", admission::streamsMax);
    gauge(meter, "crossguard.accounts.watched", "Accounts watched on streams.", accounts);
    gauge(meter, "crossguard.rows.watched", "Rows of the accounts watched.", space::taken);
    gauge(meter, "crossguard.rows.watched.max", "Rows that may be watched.", space::most);
    counter(
        meter,
        "crossguard.stream.messages.applied",
        "Messages on streams that were applied.",
        counts::messagesApplied);
    counter(
        meter,
        "crossguard.stream.messages.refused",
        "Messages on streams that were refused.",
        counts::messagesRefused);
    counter(
        meter,
        "crossguard.stream.answers.sent",
        "Answers about accounts that were sent on streams.",
        counts::answersSent);
    counter(
        meter,
        "crossguard.stream.answers.folded",
        "Answers that slow readers got as part of a later one.",
        counts::answersFolded);
  }

  private static void counter(Meter meter, String name, String description, LongSupplier current) {
    meter
        .counterBuilder(name)
        .setDescription(description)
        .buildWithCallback(value -> value.record(current.getAsLong()));
  }

  private static void gauge(Meter meter, String name, String description, LongSupplier current) {
    meter
        .gaugeBuilder(name)
        .ofLongs()
        .setDescription(description)
        .buildWithCallback(value -> value.record(current.getAsLong()));
  }
}
