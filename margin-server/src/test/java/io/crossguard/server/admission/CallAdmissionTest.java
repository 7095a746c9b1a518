package io.crossguard.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossguard.server.admission.CallAdmission.Decision;
import io.crossguard.server.call.CallerIdentity;
import io.crossguard.server.config.CallLimits;
import io.crossguard.server.config.IdentityLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallAdmissionTest {
  private static final CallerIdentity ALICE = new CallerIdentity("alice");
  private static final CallerIdentity BOB = new CallerIdentity("bob");
  private static final Decision ADMITTED = new Decision.Admitted();
  private static final Decision FULL = new Decision.Full();

  private final AtomicLong nanos = new AtomicLong(-7);
  private final Map<CallerIdentity, IdentityLimits> own = new HashMap<>();

  @Test
  void enter_belowAtAndAboveTheLimit_admitsUpToIt() {
    CallAdmission admission = admission(2, Optional.empty(), Optional.empty());

    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);
    assertThat(admission.underWay()).isEqualTo(2);
    assertThat(admission.enter(ALICE)).isEqualTo(FULL);

    admission.leave(BOB);
    assertThat(admission.underWay()).isEqualTo(1);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({"256, 128, false", "256, 129, true", "20, 16, false", "20, 17, true", "2, 2, false"})
  void isCrowded_aboveHalfOfTheLimitAndSixteen(int callsMax, int underWay, boolean isCrowded) {
    CallAdmission admission = admission(callsMax, Optional.empty(), Optional.empty());
    for (int i = 0; i < underWay; i++) {
      admission.enter(ALICE);
    }

    assertThat(admission.isCrowded()).isEqualTo(isCrowded);
  }

  @Test
  void enter_identityWithAllItsCallsUnderWay_waitsWhileOthersEnter() {
    CallAdmission admission = admission(10, Optional.of(1), Optional.empty());
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);

    assertThat(admission.enter(ALICE)).isEqualTo(new Decision.ShareUsedUp(Duration.ofSeconds(1)));
    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);

    admission.leave(ALICE);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
  }

  @Test
  void enter_callThatFindsTheServerFull_doesNotCountAgainstItsIdentity() {
    CallAdmission admission = admission(1, Optional.of(1), Optional.empty());
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(BOB)).isEqualTo(FULL);

    admission.leave(ALICE);

    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);
  }

  @Test
  void enter_callBeyondTheShare_takesNoPlaceFromOthers() {
    CallAdmission admission = admission(2, Optional.of(1), Optional.empty());
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isInstanceOf(Decision.ShareUsedUp.class);

    assertThat(admission.underWay()).isEqualTo(1);
    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);
  }

  @Test
  void enter_fourCallsASecond_areFourSavedUpAndThenOneEachQuarter() {
    CallAdmission admission = admission(100, Optional.empty(), Optional.of(4));
    for (int i = 0; i < 4; i++) {
      assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    }

    assertThat(admission.enter(ALICE)).isEqualTo(new Decision.ShareUsedUp(Duration.ofMillis(250)));
    pass(Duration.ofMillis(249));
    assertThat(admission.enter(ALICE)).isEqualTo(new Decision.ShareUsedUp(Duration.ofMillis(1)));
    pass(Duration.ofMillis(1));
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isInstanceOf(Decision.ShareUsedUp.class);
    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);
  }

  @Test
  void enter_afterALongSilence_hasNoMoreThanASecondSavedUp() {
    CallAdmission admission = admission(100, Optional.empty(), Optional.of(2));
    pass(Duration.ofHours(1));

    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isEqualTo(new Decision.ShareUsedUp(Duration.ofMillis(500)));
  }

  @Test
  void enter_identityWithLimitsOfItsOwn_goesByThoseAndByTheOthersWhereItHasNone() {
    own.put(ALICE, new IdentityLimits(Optional.of(2), Optional.empty()));
    own.put(BOB, new IdentityLimits(Optional.empty(), Optional.of(2)));
    CallAdmission admission = admission(100, Optional.of(1), Optional.of(3));

    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isInstanceOf(Decision.ShareUsedUp.class);
    admission.leave(ALICE);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    admission.leave(ALICE);
    // Three in this second, as all may, and one more a third of a second later.
    assertThat(admission.enter(ALICE))
        .isEqualTo(new Decision.ShareUsedUp(Duration.ofNanos(333_333_332)));

    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);
    assertThat(admission.enter(BOB)).isEqualTo(new Decision.ShareUsedUp(Duration.ofSeconds(1)));
    admission.leave(BOB);
    assertThat(admission.enter(BOB)).isEqualTo(ADMITTED);
    admission.leave(BOB);
    assertThat(admission.enter(BOB)).isEqualTo(new Decision.ShareUsedUp(Duration.ofMillis(500)));
  }

  @Test
  void enter_limitsThatChangeWhileCallsAreUnderWay_countThoseToo() {
    CallAdmission admission = admission(100, Optional.empty(), Optional.empty());
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);

    own.put(ALICE, new IdentityLimits(Optional.of(2), Optional.empty()));
    assertThat(admission.enter(ALICE)).isInstanceOf(Decision.ShareUsedUp.class);

    admission.leave(ALICE);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
  }

  @Test
  void enter_afterClose_isRefusedAndThoseUnderWayCanBeWaitedFor() throws InterruptedException {
    CallAdmission admission = admission(2, Optional.empty(), Optional.empty());
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);

    admission.close();

    assertThat(admission.enter(ALICE)).isEqualTo(new Decision.Draining());
    assertThat(admission.awaitEmpty(Duration.ZERO)).isFalse();
    admission.leave(ALICE);
    assertThat(admission.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void streams_haveTheirOwnPlaces_andCountForTheirIdentity() {
    CallAdmission admission = admission(1, Optional.of(2), Optional.empty());
    assertThat(admission.enterStream(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enterStream(BOB)).isEqualTo(FULL);
    assertThat(admission.enter(ALICE)).isEqualTo(ADMITTED);
    assertThat(admission.enter(ALICE)).isInstanceOf(Decision.ShareUsedUp.class);
    assertThat(admission.underWay()).isOne();
    assertThat(admission.streamsOpen()).isOne();

    admission.leaveStream(ALICE);

    assertThat(admission.enterStream(BOB)).isEqualTo(ADMITTED);
  }

  @Test
  void messages_countAsCallsInASecond() {
    CallAdmission admission = admission(1, Optional.empty(), Optional.of(2));
    assertThat(admission.enterStream(ALICE)).isEqualTo(ADMITTED);

    assertThat(admission.pauseBeforeMessage(ALICE)).isZero();
    assertThat(admission.pauseBeforeMessage(ALICE)).isEqualTo(Duration.ofMillis(500));
    assertThat(admission.pauseBeforeMessage(BOB)).isZero();
    pass(Duration.ofMillis(500));
    assertThat(admission.pauseBeforeMessage(ALICE)).isZero();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private CallAdmission admission(
      int callsMax, Optional<Integer> identityCallsMax, Optional<Integer> identityCallsPerSecond) {
    return new CallAdmission(
        new CallLimits(
            callsMax,
            1,
            1,
            Duration.ofSeconds(1),
            new IdentityLimits(identityCallsMax, identityCallsPerSecond)),
        caller -> own.getOrDefault(caller, IdentityLimits.NONE),
        nanos::get);
  }
}
