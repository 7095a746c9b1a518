package io.crossguard.server.config;

import java.util.Optional;

/** Settings that the server can't start with. The message is one line: the key, and the rule. */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Optional<Setting> setting;

  /**
   * @param rule the rule that its value breaks, as it follows the key: "must be positive"
   */
  public BadConfigException(Setting setting, String rule) {
    super(setting.key() + " " + rule);
    this.setting = Optional.of(setting);
  }

  /**
   * @param rule the rule that its value breaks, as it follows the key: "must be positive"
   */
  public BadConfigException(Setting setting, String rule, Throwable cause) {
    super(setting.key() + " " + rule, cause);
    this.setting = Optional.of(setting);
  }

  BadConfigException(String message) {
    super(message);
    this.setting = Optional.empty();
  }

  /** The setting whose value is wrong; absent where something is set that is none. */
  public Optional<Setting> setting() {
    return setting;
  }
}
