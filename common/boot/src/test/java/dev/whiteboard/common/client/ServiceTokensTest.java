package dev.whiteboard.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.whiteboard.common.client.ServiceTokens.Issued;
import dev.whiteboard.testkit.MovableClock;
import dev.whiteboard.testkit.Race;
import org.junit.jupiter.api.Test;

class ServiceTokensTest {
    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final List<CompletableFuture<Issued>> fetches = new CopyOnWriteArrayList<>();
    private final ServiceTokens tokens = new ServiceTokens(() -> {
        fetches.add(new CompletableFuture<>());
        return fetches.getLast();
    }, clock);

    private void issue(String token) {
        fetches.getLast().complete(new Issued(token, Duration.ofSeconds(300)));
    }

    private String current() {
        return tokens.current().toCompletableFuture().getNow("waiting");
    }

    @Test
    void howeverManyAskOneFetchIsUnderWay() {
        var asked = Race.of(16).run(() -> tokens.current().toCompletableFuture());
        issue("first");

        assertThat(fetches).hasSize(1);
        assertThat(asked).allMatch(token -> token.getNow("").equals("first"));
        assertThat(current()).isEqualTo("first");
    }

    @Test
    void aSuccessorIsFetchedAheadWhileTheOldOneStillServes() {
        current();
        issue("first");
        clock.advance(Duration.ofSeconds(239));
        assertThat(current()).isEqualTo("first");
        assertThat(fetches).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        assertThat(current()).isEqualTo("first");
        assertThat(fetches).hasSize(2);
        issue("second");
        assertThat(current()).isEqualTo("second");
    }

    @Test
    void identityMayBeAwayUntilTheOldOneEnds() {
        current();
        issue("first");
        clock.advance(Duration.ofSeconds(250));
        current();
        fetches.getLast().completeExceptionally(new IllegalStateException("away"));

        assertThat(current()).isEqualTo("first");
        assertThat(fetches).hasSize(2);
        clock.advance(Duration.ofSeconds(41));
        assertThat(current()).isEqualTo("waiting");
        issue("second");
        assertThat(current()).isEqualTo("second");
    }

    @Test
    void aRefusedTokenIsForgotten() {
        current();
        issue("first");
        tokens.refused("another");
        assertThat(current()).isEqualTo("first");

        tokens.refused("first");
        assertThat(current()).isEqualTo("waiting");
    }
}
