package io.crossguard.margin.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.margin.evaluation.ScopeStatus;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a book says after any ticks and any changes is what the evaluator says of each account. */
class BookPropertyTest {
  private static final int BOOKS = 40;
  private static final int STEPS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scopes_areThoseOfTheEvaluatorToTheLastDigit(long seed) {
    Random random = new Random(seed);
    Set<ScopeStatus> seen = new TreeSet<>();
    Set<Integer> levelsSeen = new TreeSet<>();
    for (int i = 0; i < BOOKS; i++) {
      BookTrial trial = new BookTrial(random, 30);
      for (int step = 0; step < STEPS; step++) {
        trial.step();
      }
      trial.compare();
      seen.addAll(trial.seen());
      levelsSeen.addAll(trial.levelsSeen());
    }
    assertThat(seen).containsExactly(ScopeStatus.values());
    assertThat(levelsSeen).hasSizeGreaterThan(5);
  }

  /** The columns are written anew where half of them is no longer held. */
  @Test
  void scopes_afterManyReplacements_areThoseOfTheEvaluator() {
    Random random = new Random(6);
    BookTrial trial = new BookTrial(random, 50);
    for (int i = 0; i < 6_000; i++) {
      trial.put("a" + random.nextInt(50));
    }

    trial.compare();
    trial.tick(1);
    trial.compare();
    trial.tick(12);
    trial.compare();
  }
}
