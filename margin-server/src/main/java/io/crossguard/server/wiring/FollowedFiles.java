package io.crossguard.server.wiring;

import io.crossguard.server.config.BadConfigException;
import io.crossguard.server.config.ServerConfig;
import io.crossguard.server.reload.Reloadable;
import io.crossguard.server.reload.Reloading;
import io.crossguard.server.rules.BadRuleSetFileException;
import io.crossguard.server.rules.RuleSetCatalogue;
import io.crossguard.server.rules.RuleSetDirectory;
import io.crossguard.server.rules.RuleSetText;
import io.crossguard.server.rules.RuleSetsByName;
import io.crossguard.server.security.AccessList;
import io.crossguard.server.security.SecurityFiles;
import io.crossguard.server.security.ServerTls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of an operator, read once and then followed while the server runs. */
public final class FollowedFiles {
  private final Optional<ServerTls> tls;
  private final Optional<Reloading<String, AccessList>> access;
  private final Optional<Reloading<List<RuleSetText>, RuleSetsByName>> rules;
  private final RuleSetCatalogue catalogue;

  /**
   * @throws BadConfigException if a file that the settings name can't be used
   * @throws BadRuleSetFileException if the files of the rules directory can't be used
   */
  public FollowedFiles(ServerConfig config) {
    RuleSetsByName builtIn = RuleSetsByName.builtIn();
    this.tls = config.tls().map(ServerTls::new);
    this.access = config.accessFile().map(SecurityFiles::access);
    this.rules = config
        .rulesDirectory()
        .map(directory ->
            new Reloading<>("rules", () -> RuleSetDirectory.read(directory), builtIn::and));
    this.catalogue = rules.map(RuleSetCatalogue::new).orElseGet(() -> RuleSetCatalogue.of(builtIn));
  }

  /** The rule sets that there are at the moment. */
  public RuleSetCatalogue catalogue() {
    return catalogue;
  }

  Optional<ServerTls> tls() {
    return tls;
  }

  Optional<Reloading<String, AccessList>> access() {
    return access;
  }

  List<Reloadable> all() {
    List<Reloadable> all = new ArrayList<>();
    tls.ifPresent(files -> all.addAll(files.reloadables()));
    access.ifPresent(all::add);
    rules.ifPresent(all::add);
    return all;
  }
}
