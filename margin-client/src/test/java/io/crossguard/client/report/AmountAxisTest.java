package io.crossguard.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which part of the amounts is drawn. */
class AmountAxisTest {
  @Test
  void over_positiveAmounts_startsAtZeroInRoundSteps() {
    // A fifth of 730 is 146; the next round step is 200.
    assertThat(AmountAxis.over(List.of(300.0, 730.0)).ticks())
        .containsExactly(0.0, 200.0, 400.0, 600.0, 800.0);
  }

  @Test
  void over_deepLosses_keepsTwoThirdsForWhatIsLeft() {
    // From −500 to 1,000 is what is drawn, in fifths of 300, rounded up to 500.
    assertThat(AmountAxis.over(List.of(-90000.0, 1000.0)).ticks())
        .containsExactly(-500.0, 0.0, 500.0, 1000.0);
  }

  @Test
  void over_lossesAlone_endsAtZero() {
    assertThat(AmountAxis.over(List.of(-90.0, -10.0)).to()).isZero();
  }

  @Test
  void over_zeroAlone_isAnAxisAllTheSame() {
    assertThat(AmountAxis.over(List.of(0.0)).share(0)).isZero();
  }

  @Test
  void share_ofTheEnds_isZeroAndOne() {
    AmountAxis axis = AmountAxis.over(List.of(-100.0, 400.0));

    assertThat(axis.share(axis.from())).isZero();
    assertThat(axis.share(axis.to())).isEqualTo(1);
  }
}
