package dev.whiteboard.shortener.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.ShortenerApplication;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The strategies that are not the default, on two nodes of the service each, with keys in the way. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class KeyStrategiesTest {
    /** The number whose seven digits spell a reserved word, and the place where counting begins, a little before it. */
    private static final String RESERVED = "console";

    @ParameterizedTest
    @ValueSource(strings = {"counter", "hash"})
    @Promise("shortener.keys-never-collide")
    void twoNodesGiveEachKeyOnceAndStepOverAliasesAndReservedWords(String strategy, TestEnvironment environment,
            TestTokens tokens) {
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            var jdbc = JdbcClient.create(environment.postgres().dataSource());
            Map<String, String> settings = Map.of("whiteboard.keys.strategy", strategy, "whiteboard.keys.block-size",
                    "10");
            List<Shortener> both = List.of(Shortener.on(nodes, tokens, settings),
                    Shortener.on(nodes, tokens, settings));
            long first = Base62.decode(RESERVED) - 5;
            jdbc.sql("update key_counter set next = ?").param(first).update();
            List<String> aliases = Stream.of(first, first + 2, first + 3).map(Base62::encode).toList();
            aliases.forEach(alias -> assertThat(both.getFirst().post("/api/v1/shorten",
                    "{\"long_url\":\"https://example.org/alias\",\"custom_alias\":\"" + alias + "\"}", null).status())
                    .isIn(201, 409));
            List<String> drawn = new ArrayList<>();
            Race.of(8).run(thread -> {
                List<String> mine = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    mine.add(both.get(thread % 2).shorten("https://example.org/same", null));
                }
                return mine;
            }).forEach(drawn::addAll);
            assertThat(drawn).doesNotHaveDuplicates().hasSize(200).doesNotContain(RESERVED)
                    .doesNotContainAnyElementsOf(aliases).allMatch(key -> key.matches("[0-9A-Za-z]{7}"));
            drawn.forEach(key -> assertThat(both.getLast().follow(key).header("location"))
                    .isEqualTo("https://example.org/same"));
        }
    }

    /** A counter's next key is asked for before it exists; the caches that remember it as missing must hear of its birth. */
    @ParameterizedTest
    @ValueSource(strings = "counter")
    void aKeyThatWasGuessedTooEarlyLeadsOnOnceItIsGiven(String strategy, TestEnvironment environment,
            TestTokens tokens) {
        try (Nodes nodes = Nodes.of(ShortenerApplication.class, environment.names())) {
            Map<String, String> settings = Map.of("whiteboard.keys.strategy", strategy);
            JdbcClient.create(environment.postgres().dataSource()).sql("update key_counter set next = 1000000")
                    .update();
            Shortener one = Shortener.on(nodes, tokens, settings);
            Shortener other = Shortener.on(nodes, tokens, settings);
            String next = Base62.encode(Base62.decode(one.shorten("https://example.org/", null)) + 1);
            assertThat(other.follow(next).status()).isEqualTo(404);
            assertThat(one.follow(next).status()).isEqualTo(404);
            assertThat(one.shorten("https://example.org/", null)).isEqualTo(next);
            assertThat(one.follow(next).status()).isEqualTo(302);
            await().atMost(Duration.ofSeconds(1)).until(() -> other.follow(next).status() == 302);
        }
    }
}
