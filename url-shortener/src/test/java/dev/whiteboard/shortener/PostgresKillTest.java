package dev.whiteboard.shortener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Postgres loses its power while links are being made. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, durable = true)
class PostgresKillTest {
    @Test
    @Promise("shortener.acknowledged-links-last")
    void everyAcknowledgedLinkLeadsOnAfterwards(TestEnvironment environment, TestTokens tokens, Postgres postgres)
            throws InterruptedException {
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Shortener shortener = Shortener.on(nodes, tokens);
            Map<String, String> told = new ConcurrentHashMap<>();
            var stop = new AtomicBoolean();
            var others = ConcurrentHashMap.<Integer>newKeySet();
            var sent = new AtomicInteger();
            Runnable client = () -> {
                while (!stop.get()) {
                    String url = "https://example.org/power/" + sent.incrementAndGet();
                    Answer answer = shortener.post("/api/v1/shorten", "{\"long_url\":\"" + url + "\"}", null);
                    if (answer.status() == 201) {
                        told.put(answer.json().get("short_key").asString(), url);
                    } else {
                        others.add(answer.status());
                    }
                }
            };
            var clients = java.util.stream.Stream.generate(() -> Thread.startVirtualThread(client)).limit(8).toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > 200);
            String hot = told.keySet().iterator().next();
            assertThat(shortener.follow(hot).status()).isEqualTo(302);
            postgres.server().kill();
            assertThat(shortener.follow(hot).status()).as("a link that is in a cache").isEqualTo(302);
            postgres.server().start();
            int before = told.size();
            await().atMost(Duration.ofSeconds(60)).until(() -> told.size() > before + 100);
            stop.set(true);
            for (Thread thread : clients) {
                thread.join();
            }
            assertThat(others).as("what clients were told meanwhile").isSubsetOf(503);
            told.forEach((key, url) -> assertThat(shortener.follow(key).header("location")).isEqualTo(url));
        }
    }
}
