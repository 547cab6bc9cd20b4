package dev.whiteboard.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import dev.whiteboard.gateway.access.KeyExchange.Exchanged;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CachedKeysTest {
    private static final Exchanged TOKEN = new Exchanged.Token("jwt", "key_1");

    private final AtomicLong nanos = new AtomicLong();
    private final List<CompletableFuture<Exchanged>> asked = new ArrayList<>();
    private final CachedKeys keys = new CachedKeys(apiKey -> {
        CompletableFuture<Exchanged> answer = new CompletableFuture<>();
        asked.add(answer);
        return Mono.fromFuture(answer);
    }, nanos::get);

    @Test
    void callersOfTheSameKeyWaitForOneExchange() {
        CompletableFuture<Exchanged> first = keys.find("k").toFuture();
        CompletableFuture<Exchanged> second = keys.find("k").toFuture();
        assertThat(asked).hasSize(1);
        asked.getFirst().complete(TOKEN);
        assertThat(first).isCompletedWithValue(TOKEN);
        assertThat(second).isCompletedWithValue(TOKEN);
    }

    @Test
    void aTokenIsKeptForAMinuteAndAnUnknownKeyForSeconds() {
        keys.find("good").subscribe();
        asked.get(0).complete(TOKEN);
        keys.find("bad").subscribe();
        asked.get(1).complete(new Exchanged.Unknown());
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        keys.find("good").subscribe();
        assertThat(asked).hasSize(2);
        keys.find("bad").subscribe();
        assertThat(asked).hasSize(3);
        nanos.addAndGet(Duration.ofSeconds(55).toNanos());
        keys.find("good").subscribe();
        assertThat(asked).hasSize(4);
    }

    @Test
    void aRevocationThatOvertakesTheExchangeCounts() {
        CompletableFuture<Exchanged> answer = keys.find("k").toFuture();
        keys.revoke("key_1");
        asked.getFirst().complete(TOKEN);
        assertThat(answer).isCompletedWithValue(new Exchanged.Unknown());
        assertThat(keys.find("k").block()).isEqualTo(new Exchanged.Unknown());
    }

    @Test
    void aFailedExchangeIsNotRemembered() {
        CompletableFuture<Exchanged> failed = keys.find("k").toFuture();
        asked.getFirst().completeExceptionally(new IllegalStateException("down"));
        assertThat(failed).isCompletedExceptionally();
        keys.find("k").subscribe();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aCallerThatGoesAwayTakesNobodysAnswer() {
        keys.find("k").subscribe().dispose();
        CompletableFuture<Exchanged> second = keys.find("k").toFuture();
        asked.getFirst().complete(TOKEN);
        assertThat(second).isCompletedWithValue(TOKEN);
    }
}
