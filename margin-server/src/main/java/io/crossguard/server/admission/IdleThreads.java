package io.crossguard.server.admission;

import io.grpc.Context;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the pool that have nothing to do: they help with work that falls into parts. Whoever has
 * the work does parts too, so that it never waits for a thread to become free, and nobody else waits
 * longer for it.
 */
public final class IdleThreads {
  private final ThreadPoolExecutor pool;

  public IdleThreads(ThreadPoolExecutor pool) {
    this.pool = pool;
  }

  /**
   * Does all parts, in the context of the call at hand, each once and in no certain order; returns
   * when none is under way any more. What a part throws ends the work, and is thrown here.
   *
   * @param count how many parts there are
   * @param part what is done with each, by its number from 0
   */
  public void share(int count, IntConsumer part) {
    Parts parts = new Parts(count, part);
    Runnable help = Context.current().wrap(parts::doSome);
    for (int helpers = Math.min(idle(), count - 1); helpers > 0; helpers--) {
      try {
        pool.execute(help);
      } catch (RejectedExecutionException e) {
        // The server has ended, and takes its calls with it.
        break;
      }
    }
    parts.doSome();
    parts.awaitOthers();
  }

  private int idle() {
    return pool.getQueue().isEmpty() ? pool.getMaximumPoolSize() - pool.getActiveCount() : 0;
  }

  /** Parts of one piece of work, which several threads take from. */
  private static final class Parts {
    private static final int NONE = -1;

    private final int count;
    private final IntConsumer part;
    private int next;
    private int underWay;
    private @Nullable Throwable failure;

    Parts(int count, IntConsumer part) {
      this.count = count;
      this.part = part;
    }

    void doSome() {
      for (int number = take(); number != NONE; number = take()) {
        try {
          part.accept(number);
        } catch (RuntimeException | Error e) {
          fail(e);
        } finally {
          putBack();
        }
      }
    }

    private synchronized int take() {
      if (next == count) {
        return NONE;
      }
      underWay++;
      return next++;
    }

    private synchronized void fail(Throwable e) {
      failure = e;
      next = count;
    }

    private synchronized void putBack() {
      underWay--;
      notifyAll();
    }

    synchronized void awaitOthers() {
      boolean isInterrupted = false;
      while (underWay > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
