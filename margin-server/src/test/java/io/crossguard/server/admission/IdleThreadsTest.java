package io.crossguard.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleThreadsTest {
  private static final int PARTS = 1_000;
  private static final Context.Key<String> CALL = Context.key("call");

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final IdleThreads idleThreads = new IdleThreads(pool);

  @AfterEach
  void end() {
    pool.shutdownNow();
  }

  @Test
  void share_everyPart_isDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(PARTS);

    idleThreads.share(PARTS, done::incrementAndGet);

    for (int i = 0; i < PARTS; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  @Test
  void share_noParts_doesNothing() {
    idleThreads.share(0, part -> {
      throw new AssertionError("there is none");
    });
  }

  /** Each part waits for the others, so that each has a thread. */
  @Test
  void share_idlePool_helpsWithinTheCall() {
    CountDownLatch begun = new CountDownLatch(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Set<String> calls = ConcurrentHashMap.newKeySet();

    Context.current()
        .withValue(CALL, "this one")
        .run(() -> idleThreads.share(3, part -> {
          begun.countDown();
          await(begun);
          threads.add(Thread.currentThread());
          calls.add(CALL.get());
        }));

    assertThat(threads).hasSize(3).contains(Thread.currentThread());
    assertThat(calls).containsExactly("this one");
  }

  @Test
  void share_busyPool_isNotWaitedFor() {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch released = new CountDownLatch(1);
    for (int i = 0; i < 2; i++) {
      pool.execute(() -> {
        begun.countDown();
        await(released);
      });
    }
    await(begun);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    idleThreads.share(PARTS, part -> threads.add(Thread.currentThread()));
    released.countDown();

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void share_poolThatHasEnded_isNotNeeded() {
    pool.shutdownNow();
    AtomicInteger done = new AtomicInteger();

    idleThreads.share(PARTS, part -> done.incrementAndGet());

    assertThat(done).hasValue(PARTS);
  }

  /** The other thread has begun the second part by then. */
  @Test
  void share_partThatFails_endsTheWork_afterThoseUnderWay() {
    CountDownLatch begun = new CountDownLatch(2);
    AtomicInteger done = new AtomicInteger();
    Thread caller = Thread.currentThread();

    assertThatThrownBy(() -> idleThreads.share(2, part -> {
          begun.countDown();
          await(begun);
          if (Thread.currentThread() == caller) {
            throw new IllegalStateException("part failed");
          }
          done.incrementAndGet();
        }))
        .hasMessage("part failed");

    assertThat(done).hasValue(1);
  }

  @Test
  void share_partThatFails_letsNoOtherBegin() {
    pool.shutdownNow();
    AtomicInteger begun = new AtomicInteger();

    assertThatThrownBy(() -> idleThreads.share(PARTS, part -> {
          begun.incrementAndGet();
          throw new StackOverflowError("too deep");
        }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(begun).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
