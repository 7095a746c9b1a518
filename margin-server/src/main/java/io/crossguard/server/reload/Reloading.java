package io.crossguard.server.reload;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is made from files, and made anew when they change. A change that can't be used is
 * logged once with its reason, and the value stays as it is.
 *
 * @param <S> what the files say, compared with {@code equals}
 * @param <T> what is made of it
 */
public final class Reloading<S, T> implements Supplier<T>, Reloadable {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final String name;
  private final Supplier<S> source;
  private final Function<S, T> maker;
  private S seen;
  private volatile T value;
  private volatile String refusal = "";

  /**
   * Makes the first value. Whatever the source or the maker throws goes to the caller.
   *
   * @param name what it is, for the log and the metrics, such as {@code rules}
   * @param source reads the files
   * @param maker makes the value; throws a runtime exception with the reason if that can't be done
   */
  public Reloading(String name, Supplier<S> source, Function<S, T> maker) {
    this.name = requireNonNull(name, "name");
    this.source = requireNonNull(source, "source");
    this.maker = requireNonNull(maker, "maker");
    this.seen = source.get();
    this.value = maker.apply(seen);
  }

  @Override
  public T get() {
    return value;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isRefused() {
    return !refusal.isEmpty();
  }

  @Override
  public synchronized void check() {
    try {
      S now = source.get();
      if (!now.equals(seen)) {
        value = maker.apply(now);
        LOG.atInfo().addKeyValue("files", name).log("changed files are in use");
      }
      // Files that are again what is in use end a refusal too.
      seen = now;
      refusal = "";
    } catch (RuntimeException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String reason) {
    if (!reason.equals(refusal)) {
      LOG.atError()
          .addKeyValue("files", name)
          .addKeyValue("reason", reason)
          .log("changed files are refused, what was in use stays");
    }
    refusal = reason;
  }
}
