package io.crossguard.server.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The work of one stream, done piece by piece in the order in which it comes, never two at once.
 * Short pieces are done by whoever brings them, since a hand-over costs more than most take; a long
 * one, and what follows it, goes to the pool, and so does what is left after a few pieces or a
 * little time, so that no stream keeps a thread for itself.
 */
public final class StreamWork {
  private static final int PIECES_AT_ONCE = 16;
  private static final long NANOS_AT_ONCE = TimeUnit.MILLISECONDS.toNanos(2);

  private final Executor pool;
  private final LongSupplier nanoClock;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private boolean isUnderWay;

  /**
   * @param nanoClock time that passes, in nanoseconds from any origin
   */
  public StreamWork(Executor pool, LongSupplier nanoClock) {
    this.pool = pool;
    this.nanoClock = nanoClock;
  }

  private record Piece(Runnable work, boolean isLong) {}

  /** Adds a piece that may be done by the thread that brings it. */
  public void add(Runnable work) {
    add(new Piece(work, false));
  }

  /** Adds a piece that only the pool may do. */
  public void addLong(Runnable work) {
    add(new Piece(work, true));
  }

  /** Within a piece: goes on with it in the pool, before all that waits. */
  public void goOnInPool(Runnable rest) {
    synchronized (pieces) {
      pieces.addFirst(new Piece(rest, true));
    }
  }

  private void add(Piece piece) {
    synchronized (pieces) {
      pieces.add(piece);
      if (isUnderWay) {
        return;
      }
      isUnderWay = true;
    }
    goOn(false);
  }

  private void goOn(boolean isInPool) {
    long start = nanoClock.getAsLong();
    for (int done = 0;
        done < PIECES_AT_ONCE && nanoClock.getAsLong() - start <= NANOS_AT_ONCE;
        done++) {
      Piece next;
      synchronized (pieces) {
        next = pieces.peek();
        if (next == null) {
          isUnderWay = false;
          return;
        }
        if (next.isLong() && !isInPool) {
          break;
        }
        pieces.remove();
      }
      next.work().run();
    }
    try {
      pool.execute(() -> goOn(true));
    } catch (RejectedExecutionException e) {
      // The server has ended, and every stream with it.
      synchronized (pieces) {
        pieces.clear();
      }
    }
  }
}
