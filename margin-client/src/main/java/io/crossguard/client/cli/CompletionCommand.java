package io.crossguard.client.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: what lets a shell complete commands, options and their values. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Print a script that lets bash or zsh complete commands, options and their values.",
      "The command is completed wherever it is called by the name crossguard."
    },
    footer = {
      "",
      "Example, for ~/.bashrc; for ~/.zshrc behind: autoload -Uz compinit && compinit",
      "  source <(crossguard completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec
  private final CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandLine crossguard = spec.root().commandLine();
    terminal.out().print(AutoComplete.bash(crossguard.getCommandName(), crossguard));
    return ExitStatus.DONE.code();
  }
}
