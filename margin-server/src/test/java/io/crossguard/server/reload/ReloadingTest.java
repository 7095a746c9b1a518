package io.crossguard.server.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadingTest {
  private final List<String> made = new ArrayList<>();
  private String file = "1";

  @Test
  void get_beforeAnyChange_isWhatTheFileSaidFirst() {
    assertThat(reloading().get()).isEqualTo(1);
  }

  @Test
  void new_fileThatCanNotBeUsed_fails() {
    file = "one";

    assertThatThrownBy(this::reloading).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void check_sameContent_makesNothing() {
    Reloading<String, Integer> number = reloading();

    number.check();

    assertThat(made).containsExactly("1");
  }

  @Test
  void check_changedContent_isInUse() {
    Reloading<String, Integer> number = reloading();
    file = "2";

    number.check();

    assertThat(number.get()).isEqualTo(2);
    assertThat(number.isRefused()).isFalse();
  }

  @Test
  void check_contentThatCanNotBeUsed_leavesTheValueTillItCan() {
    Reloading<String, Integer> number = reloading();
    file = "two";
    number.check();

    assertThat(number.get()).isEqualTo(1);
    assertThat(number.isRefused()).isTrue();

    file = "2";
    number.check();
    assertThat(number.get()).isEqualTo(2);
    assertThat(number.isRefused()).isFalse();
  }

  @Test
  void check_contentThatIsAgainAsInUse_endsTheRefusal() {
    Reloading<String, Integer> number = reloading();
    file = "two";
    number.check();
    file = "1";

    number.check();

    assertThat(number.isRefused()).isFalse();
    assertThat(number.get()).isEqualTo(1);
  }

  @Test
  void check_fileThatIsGone_leavesTheValue() {
    Reloading<String, Integer> number = new Reloading<>("number", this::read, this::make);
    file = "";

    number.check();

    assertThat(number.get()).isEqualTo(1);
    assertThat(number.isRefused()).isTrue();
  }

  private Reloading<String, Integer> reloading() {
    return new Reloading<>("number", () -> file, this::make);
  }

  private String read() {
    if (file.isEmpty()) {
      throw new IllegalStateException("gone");
    }
    return file;
  }

  private Integer make(String text) {
    made.add(text);
    return Integer.valueOf(text);
  }
}
