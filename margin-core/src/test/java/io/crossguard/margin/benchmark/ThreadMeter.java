package io.crossguard.margin.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the thread that asks has used: other work on the machine is not in it. */
final class ThreadMeter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ThreadMeter() {}

  /** Time of a processor so far, in nanoseconds. */
  static long time() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Bytes allocated so far. */
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
