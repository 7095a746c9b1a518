package io.crossguard.client.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.JsonFormat;
import io.crossguard.client.CrossguardException;
import io.crossguard.client.MarginClient;
import io.crossguard.client.MarginClientConfig;
import io.crossguard.server.EmbeddedCrossguard;
import io.crossguard.v1.ListRuleSetsResponse.Summary;
import io.crossguard.v1.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class CrossguardExtensionTest {

  @Nested
  @ExtendWith(CrossguardExtension.class)
  class Declared {
    private static final Set<EmbeddedCrossguard> SERVERS = new HashSet<>();

    @AfterAll
    static void server_ofAllTests_isOne() {
      assertThat(SERVERS).hasSize(1);
    }

    @AfterEach
    void remember(EmbeddedCrossguard server) {
      SERVERS.add(server);
    }

    @Test
    void client_asksTheServerWithoutAPort(MarginClient client, EmbeddedCrossguard server) {
      assertThat(client.listRuleSets()).isNotEmpty();
      assertThat(server.port()).isNegative();
    }

    @Test
    void client_ofAnotherTest_asksTheSameServer(MarginClient client) {
      assertThat(client.listRuleSets()).isNotEmpty();
    }

    @Nested
    class Inner {
      @Test
      void server_ofANestedClass_isTheSame(EmbeddedCrossguard server) {
        SERVERS.add(server);
        assertThat(SERVERS).hasSize(1);
      }
    }
  }

  @Nested
  class WithOptions {
    @RegisterExtension
    static final CrossguardExtension CROSSGUARD =
        new CrossguardExtension().withRules(rules()).onPort();

    @Test
    void server_onAPort_isReachedByAnyClient(EmbeddedCrossguard server) {
      try (MarginClient own =
          MarginClient.connect(MarginClientConfig.builder(server.target()).build())) {
        assertThat(own.listRuleSets()).extracting(Summary::getRuleSetId).contains("mine");
      }
    }

    @Test
    void client_knowsItsOwnRules(MarginClient client) {
      RuleSet mine = client.getRuleSet("mine");

      assertThat(mine.getVersion()).isEqualTo("7");
    }

    private static Path rules() {
      try (EmbeddedCrossguard builtIn = EmbeddedCrossguard.startInProcess();
          MarginClient client = MarginClient.over(builtIn.channel(), Duration.ofSeconds(10))) {
        RuleSet mine = client.getRuleSet("example-coin-margined").toBuilder()
            .setRuleSetId("mine")
            .setVersion("7")
            .build();
        Path directory = Files.createTempDirectory(Path.of("target"), "rules");
        Files.writeString(directory.resolve("mine.json"), JsonFormat.printer().print(mine));
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Nested
  class Ended {
    private static Optional<MarginClient> used = Optional.empty();

    @Nested
    @ExtendWith(CrossguardExtension.class)
    class First {
      @Test
      void client_isThere(MarginClient client) {
        used = Optional.of(client);
      }
    }

    @AfterAll
    static void client_afterItsClass_isClosed() {
      MarginClient client = used.orElseThrow();
      assertThatThrownBy(client::listRuleSets).isInstanceOf(CrossguardException.class);
    }
  }
}
