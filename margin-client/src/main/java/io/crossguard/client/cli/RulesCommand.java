package io.crossguard.client.cli;

import io.crossguard.v1.GetRuleSetResponse;
import io.crossguard.v1.ListRuleSetsResponse;
import io.crossguard.v1.RuleSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rules}: the rule sets that the service knows, or one of them in full. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "List the rule sets that the service knows, or show one of them.",
    footer = {"", "Example:", "  crossguard rules", "  crossguard rules binance-usdm --output json"
    })
final class RulesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin
  private final ServiceOptions service = new ServiceOptions();

  @Mixin
  private final OutputOption output = new OutputOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The rule set to show. Without it they are listed.")
  private Optional<String> ruleSetId = Optional.empty();

  RulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (ServiceConnection connection = service.connect(terminal.environment())) {
      terminal
          .out()
          .println(ruleSetId.map(id -> one(id, connection)).orElseGet(() -> list(connection)));
      return ExitStatus.DONE.code();
    }
  }

  private String one(String id, ServiceConnection connection) {
    RuleSet ruleSet = connection.client().getRuleSet(id);
    return output.render(
        GetRuleSetResponse.newBuilder().setRuleSet(ruleSet), () -> RuleSetReport.one(ruleSet));
  }

  private String list(ServiceConnection connection) {
    List<ListRuleSetsResponse.Summary> ruleSets = connection.client().listRuleSets();
    return output.render(
        ListRuleSetsResponse.newBuilder().addAllRuleSets(ruleSets),
        () -> RuleSetReport.list(ruleSets));
  }
}
