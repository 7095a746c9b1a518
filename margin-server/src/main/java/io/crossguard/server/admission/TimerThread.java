package io.crossguard.server.admission;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Alarms by one thread, which is there while there are any. */
public final class TimerThread implements Alarms {
  private static final long IDLE_SECONDS = 1;

  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
      1,
      new ThreadFactoryBuilder()
          .setNameFormat("crossguard-timer")
          .setDaemon(true)
          .build());

  public TimerThread() {
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public Runnable after(Duration time, Runnable work) {
    Future<?> alarm = executor.schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
  }
}
