package dev.whiteboard.common.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.testkit.MovableClock;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityKeysTest {
    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile List<JWK> published = List.of(key("a"));
    private volatile boolean down;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer identity;
    private IdentityKeys keys;

    @BeforeEach
    void start() throws IOException {
        identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        identity.createContext("/.well-known/jwks.json", exchange -> {
            fetches.incrementAndGet();
            try (exchange) {
                gate.await();
                byte[] body = new JWKSet(published).toString().getBytes(UTF_8);
                exchange.sendResponseHeaders(down ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        identity.start();
        URI url = URI.create("http://127.0.0.1:" + identity.getAddress().getPort());
        keys = new IdentityKeys(List.of(url), Duration.ofMinutes(5), Duration.ofSeconds(10), clock);
    }

    @AfterEach
    void stop() {
        identity.stop(0);
    }

    private Optional<RSAPublicKey> find(String id) {
        return keys.find(id).toCompletableFuture().join();
    }

    private static JWK key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate().toPublicJWK();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void aKnownKeyIsFetchedOnce() {
        assertThat(Race.of(8).run(() -> find("a"))).allMatch(Optional::isPresent);
        assertThat(find("a")).isPresent();
        assertThat(fetches).hasValue(1);
    }

    @Test
    @Promise("common.made-up-key-ids-cost-one-fetch")
    void madeUpKeyIdsCauseOneFetchPerInterval() {
        find("a");
        clock.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 1000; i++) {
            assertThat(find("made-up-" + i)).isEmpty();
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void aNewKeyIsFoundOnFirstSight() {
        find("a");
        published = List.of(key("a"), key("b"));
        clock.advance(Duration.ofSeconds(10));

        assertThat(find("b")).isPresent();
        assertThat(fetches).hasValue(2);
    }

    @Test
    void anOldSetIsRenewedBehindTheAnswer() {
        find("a");
        clock.advance(Duration.ofMinutes(5));
        gate = new CountDownLatch(1);
        published = List.of(key("b"));

        assertThat(find("a")).as("answered while identity is still thinking").isPresent();
        gate.countDown();
        Awaitility.await().until(() -> find("a").isEmpty());
        assertThat(find("b")).isPresent();
        assertThat(fetches).hasValue(2);
    }

    @Test
    @Promise("common.tokens-verify-without-identity")
    void theLastSetHoldsForAsLongAsIdentityStaysAway() {
        find("a");
        down = true;
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofHours(1));
            assertThat(find("a")).isPresent();
            assertThat(find("made-up")).isEmpty();
        }
    }

    @Test
    void withoutAnyKeysNobodyCanTell() {
        down = true;
        assertThat(keys.find("a").toCompletableFuture()).failsWithin(Duration.ofSeconds(5));
        assertThat(keys.find("a").toCompletableFuture()).isCompletedExceptionally();
        assertThat(fetches).hasValue(1);

        down = false;
        clock.advance(Duration.ofSeconds(10));
        assertThat(find("a")).isPresent();
    }
}
