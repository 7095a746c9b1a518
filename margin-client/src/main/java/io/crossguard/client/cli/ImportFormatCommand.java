package io.crossguard.client.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.crossguard.client.exchange.BadResponseException;
import io.crossguard.client.exchange.ExchangeFormat;
import io.crossguard.client.exchange.ImportOptions;
import io.crossguard.client.exchange.ImportedAccount;
import io.crossguard.client.exchange.Responses;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One format of {@code import}; it has an option for each response that the format reads. */
@Command(mixinStandardHelpOptions = true)
final class ImportFormatCommand implements Callable<Integer> {
  /** What the request asks for. */
  enum Purpose {
    EVALUATE,
    ADVISE
  }

  private static final String EXCHANGE = "--exchange";
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

  private final Terminal terminal;
  private final ExchangeFormat format;

  @Spec
  private final CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "One JSON object that holds the responses by name; - is standard input.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "COMMAND",
      defaultValue = "EVALUATE",
      description = "What the request is for: evaluate or advise. Default: evaluate.")
  private Purpose purpose = Purpose.EVALUATE;

  @Option(
      names = "--account-id",
      paramLabel = "NAME",
      description = "Name for the account. Default: the format.")
  private Optional<String> accountId = Optional.empty();

  @Option(
      names = "--rules",
      paramLabel = "ID",
      description = "Rule set of the service to evaluate under, whatever tiers are given.")
  private Optional<String> ruleSetId = Optional.empty();

  @Option(
      names = "--index",
      paramLabel = "ASSET=PRICE",
      description = "Price of an asset in the quote currency of the rules; may be repeated.")
  private Map<String, String> indexPrices = new LinkedHashMap<>();

  @Option(
      names = "--without-orders",
      description = "Leave open orders out: what they need is then missing from initial margins.")
  private boolean withoutOrders;

  @Option(
      names = "--round-floats",
      description = "Round numbers without quotes of more than 15 digits to 15, not refuse them.")
  private boolean roundFloats;

  @Option(
      names = "--ignore",
      paramLabel = "FIELD",
      description = "Read responses as if they had no field of this name; may be repeated.")
  private List<String> ignored = List.of();

  private ImportFormatCommand(Terminal terminal, ExchangeFormat format) {
    this.terminal = terminal;
    this.format = format;
  }

  /** The command for a format. */
  static CommandSpec spec(Terminal terminal, ExchangeFormat format) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new ImportFormatCommand(terminal, format));
    spec.usageMessage().description(format.description()).footer("", "Example:", example(format));
    for (ExchangeFormat.Response response : format.responses()) {
      spec.addOption(OptionSpec.builder("--" + response.name())
          .paramLabel("FILE")
          .type(String.class)
          .description(response.description() + (response.needed() ? ". Needed." : "."))
          .build());
    }
    if (!format.exchanges().isEmpty()) {
      spec.addOption(OptionSpec.builder(EXCHANGE)
          .paramLabel("NAME")
          .type(String.class)
          .required(true)
          .description("The exchange: " + String.join(", ", format.exchanges()) + ".")
          .build());
    }
    return spec;
  }

  private static String example(ExchangeFormat format) {
    String exchange = format.exchanges().isEmpty()
        ? ""
        : " " + EXCHANGE + " " + format.exchanges().get(0);
    return "  crossguard import " + format.name() + exchange
        + " responses.json | crossguard evaluate -";
  }

  @Override
  public Integer call() {
    try {
      ImportedAccount account = format.read(responses(), options());
      terminal
          .out()
          .println(json(purpose == Purpose.ADVISE ? account.advice() : account.evaluation()));
      account.notes().forEach(terminal.err()::println);
      return ExitStatus.DONE.code();
    } catch (BadResponseException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private Responses responses() {
    Responses.Builder responses = Responses.of(format, new HashSet<>(ignored), roundFloats);
    RequestReader reader = new RequestReader(terminal.in());
    file.ifPresent(name -> responses.addAll(RequestReader.name(name), reader.text(name)));
    for (ExchangeFormat.Response response : format.responses()) {
      String name = spec.findOption("--" + response.name()).getValue();
      if (name != null) {
        responses.add(response.name(), RequestReader.name(name), reader.text(name));
      }
    }
    return responses.build();
  }

  private ImportOptions options() {
    return new ImportOptions(
        accountId.orElse(format.name()),
        ruleSetId,
        prices(),
        Optional.ofNullable(spec.findOption(EXCHANGE)).map(OptionSpec::getValue),
        withoutOrders);
  }

  private Map<String, BigDecimal> prices() {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    indexPrices.forEach((asset, price) -> {
      if (!PLAIN.matcher(price).matches() || new BigDecimal(price).signum() == 0) {
        throw new ParameterException(
            spec.commandLine(),
            "--index " + asset + " must be a positive decimal of plain digits, is " + price);
      }
      prices.put(asset, new BigDecimal(price));
    });
    return prices;
  }

  private static String json(Message request) {
    try {
      return JsonFormat.printer().print(request);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message that has no JSON form", e);
    }
  }
}
