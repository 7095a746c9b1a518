package io.crossguard.client.cli;

import io.crossguard.advisor.backtest.Backtest;
import io.crossguard.advisor.backtest.WindowBatch;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs windows side by side. The batches come back in the order in which they were asked for, so
 * that the number of threads changes no figure.
 */
final class BacktestRun {
  private static final int REPORTS = 20;

  private final Backtest backtest;
  private final int threads;
  private final PrintWriter progress;

  BacktestRun(Backtest backtest, int threads, PrintWriter progress) {
    this.backtest = backtest;
    this.threads = threads;
    this.progress = progress;
  }

  /** What to do with the back-test for one batch. */
  interface Task {
    WindowBatch run(Backtest backtest);
  }

  /** Runs the tasks, and says now and then how many are done. */
  List<WindowBatch> run(List<Task> tasks) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<WindowBatch>> futures = new ArrayList<>();
      for (Task task : tasks) {
        Callable<WindowBatch> call = () -> task.run(backtest);
        futures.add(pool.submit(call));
      }
      List<WindowBatch> batches = new ArrayList<>();
      for (Future<WindowBatch> future : futures) {
        batches.add(future.get());
        report(batches.size(), tasks.size());
      }
      return batches;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a window failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void report(int done, int all) {
    if (done * REPORTS / all > (done - 1) * REPORTS / all) {
      progress.println("  " + done * 100 / all + " % (" + done + " of " + all + " starts)");
    }
  }
}
