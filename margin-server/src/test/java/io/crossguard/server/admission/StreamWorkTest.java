package io.crossguard.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamWorkTest {
  private final Deque<Runnable> pool = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private long nanos;
  private final StreamWork work = new StreamWork(pool::add, () -> nanos);

  @Test
  void shortPiece_isDoneAtOnce() {
    work.add(() -> done.add("short"));

    assertThat(done).containsExactly("short");
    assertThat(pool).isEmpty();
  }

  @Test
  void longPiece_andWhatFollowsIt_goToThePoolInOrder() {
    work.addLong(() -> done.add("long"));
    work.add(() -> done.add("short"));

    assertThat(done).isEmpty();
    pool.remove().run();
    assertThat(done).containsExactly("long", "short");
    assertThat(pool).isEmpty();
  }

  @Test
  void pieceThatComesWithinAnother_waitsForItsEnd() {
    work.add(() -> {
      work.add(() -> done.add("inner"));
      done.add("outer");
    });

    assertThat(done).containsExactly("outer", "inner");
  }

  @Test
  void sixteenPieces_areDoneAtOnce_andTheNextInThePool() {
    work.add(() -> {
      for (int i = 1; i <= 16; i++) {
        String piece = "piece " + i;
        work.add(() -> done.add(piece));
      }
    });

    assertThat(done).hasSize(15);
    pool.remove().run();
    assertThat(done).hasSize(16);
    assertThat(pool).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2000000, 0", "2000001, 1"})
  void piecesThatTakeTime_leaveTheRestToThePool(long taken, int left) {
    work.add(() -> {
      work.add(() -> done.add("next"));
      nanos += taken;
    });

    assertThat(pool).hasSize(left);
    assertThat(done).hasSize(1 - left);
    pool.forEach(Runnable::run);
    assertThat(done).containsExactly("next");
  }

  @Test
  void pieceThatGoesOnInThePool_goesBeforeWhatWaits() {
    work.add(() -> {
      work.add(() -> done.add("waits"));
      work.goOnInPool(() -> done.add("rest"));
    });

    assertThat(done).isEmpty();
    pool.remove().run();
    assertThat(done).containsExactly("rest", "waits");
  }

  @Test
  void poolThatHasEnded_takesTheWorkWithIt() {
    StreamWork ended = new StreamWork(
        piece -> {
          throw new RejectedExecutionException();
        },
        () -> nanos);

    ended.addLong(() -> done.add("long"));

    assertThat(done).isEmpty();
  }
}
