package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Many links by one call. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BulkTest {
    private TwoNodes nodes;
    private Shortener shortener;
    private String token;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
        shortener = nodes.one();
        token = shortener.token("usr_bulk");
    }

    @Test
    @Promise("shortener.bulk-items-stand-alone")
    void eachItemGetsTheResultItWouldHaveHadAlone() {
        Answer answer = bulk(
                "{\"long_url\":\"https://example.org/1\"}",
                "{\"long_url\":\"javascript:alert(1)\"}",
                "{\"long_url\":\"https://example.org/2\",\"custom_alias\":\"bulk-twice\",\"max_clicks\":1}",
                "{\"long_url\":\"https://example.org/3\",\"custom_alias\":\"bulk-twice\"}",
                "{\"long_url\":\"https://example.org/4\",\"surprise\":1}", "{}", "7", "null",
                "{\"long_url\":\"https://example.org/5\",\"redirect_type\":308,\"expires_at\":\"2031-01-01\"}",
                "{\"long_url\":\"https://example.org/6\",\"max_clicks\":0}",
                "{\"long_url\":\"https://example.org/7\",\"password\":\"sesame\"}",
                "{\"long_url\":\"https://example.org/1\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(207);
        JsonNode results = answer.json().get("results");
        assertThat(IntStream.range(0, results.size()).mapToObj(i -> results.get(i).get("status").asInt()))
                .containsExactly(201, 422, 201, 409, 400, 400, 400, 400, 201, 422, 201, 201);
        assertThat(error(results, 1)).isEqualTo("VALIDATION_ERROR links[1].long_url");
        assertThat(error(results, 3)).isEqualTo("ALREADY_EXISTS links[3].custom_alias");
        assertThat(error(results, 4)).isEqualTo("UNKNOWN_FIELD links[4].surprise");
        assertThat(error(results, 5)).isEqualTo("MISSING_FIELD links[5].long_url");
        assertThat(error(results, 6)).isEqualTo("WRONG_TYPE links[6]");
        assertThat(error(results, 7)).isEqualTo("WRONG_TYPE links[7]");
        assertThat(error(results, 9)).isEqualTo("VALIDATION_ERROR links[9].max_clicks");
        assertThat(results.get(0).propertyNames()).containsExactly("status", "short_key", "short_url", "long_url",
                "created_at", "expires_at");
        assertThat(nodes.other().follow("bulk-twice").header("location")).isEqualTo("https://example.org/2");
        assertThat(nodes.other().follow("bulk-twice").status()).isEqualTo(410);
        assertThat(nodes.other().follow(results.get(8).get("short_key").asString()).status()).isEqualTo(308);
        assertThat(nodes.other().follow(results.get(10).get("short_key").asString()).status()).isEqualTo(401);
        assertThat(results.get(0).get("short_key")).isNotEqualTo(results.get(11).get("short_key"));
    }

    @Test
    @Promise("shortener.bulk-items-stand-alone")
    void aThousandAreMadeAtOnceAndTheSameKeyMakesThemOnce(DataSource database) {
        String body = body(IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"long_url\":\"https://example.org/thousand/" + i + "\"}").toList());
        Answer first = shortener.postOnce("/api/v1/shorten/bulk", body, "bulk-1", token);
        Answer again = nodes.other().postOnce("/api/v1/shorten/bulk", body, "bulk-1", token);
        assertThat(first.status()).as(first.body()).isEqualTo(207);
        assertThat(again.json()).isEqualTo(first.json());
        var keys = new HashSet<String>();
        first.json().get("results").forEach(result -> keys.add(result.get("short_key").asString()));
        assertThat(keys).hasSize(1_000);
        assertThat(JdbcClient.create(database)
                .sql("select count(*) from link where long_url like 'https://example.org/thousand/%'")
                .query(Integer.class).single()).isEqualTo(1_000);
        assertThat(nodes.other().follow(keys.iterator().next()).status()).isEqualTo(302);
        assertThat(shortener.postOnce("/api/v1/shorten/bulk", body("{}"), "bulk-1", token).code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    @Promise("shortener.alias-taken-once")
    void bulksThatWantTheSameAliasesInOtherOrdersShareThemOut() {
        for (int round = 0; round < Scale.rounds(200) / 5; round++) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                items.add("{\"long_url\":\"https://example.org/\",\"custom_alias\":\"shared-%d-%d\"}".formatted(round,
                        i));
            }
            String forwards = body(items);
            String backwards = body(items.reversed());
            List<Answer> answers = Race.of(8).run((int number) -> nodes.get(number)
                    .post("/api/v1/shorten/bulk", number < 4 ? forwards : backwards, token));
            assertThat(answers).allMatch(answer -> answer.status() == 207);
            List<Integer> statuses = new ArrayList<>();
            answers.forEach(answer -> answer.json().get("results")
                    .forEach(result -> statuses.add(result.get("status").asInt())));
            assertThat(statuses).containsOnly(201, 409).filteredOn(status -> status == 201).hasSize(20);
        }
    }

    @Test
    void whatIsNoBulkIsRefusedAsAWhole() {
        assertThat(bulk().code()).isEqualTo("VALIDATION_ERROR");
        assertThat(post("{\"links\":{}}").code()).isEqualTo("WRONG_TYPE");
        assertThat(post("{\"links\":null}").code()).isEqualTo("MISSING_FIELD");
        assertThat(post("{\"links\":[],\"more\":1}").code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(post("{\"links\":[{\"long_url\":\"https://example.org/\\u0000\"}]}").code())
                .isEqualTo("MALFORMED_REQUEST");
        assertThat(post("{\"links\":[{\"long_url\":\"a\",\"long_url\":\"b\"}]}").code()).isEqualTo("MALFORMED_REQUEST");
        Answer tooMany = post(body(IntStream.range(0, 1_001).mapToObj(_ -> "{}").toList()));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.json().get("error").get("field").asString()).isEqualTo("links");
        assertThat(shortener.post("/api/v1/shorten/bulk", body("{}"), null).status()).isEqualTo(401);
        String big = body(IntStream.range(0, 600)
                .mapToObj(i -> "{\"long_url\":\"https://example.org/" + "x".repeat(2_000) + "\"}").toList());
        assertThat(post(big).status()).isEqualTo(413);
    }

    @Test
    void theLongestAnswerIsRememberedToo() {
        String body = body(IntStream.range(0, 450)
                .mapToObj(i -> "{\"long_url\":\"https://example.org/" + "ü".repeat(338) + "\"}").toList());
        Answer answer = shortener.postOnce("/api/v1/shorten/bulk", body, "bulk-long", token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(207);
        assertThat(answer.json().get("results").get(449).get("status").asInt()).isEqualTo(201);
    }

    @Test
    void elevenPasswordsAreOneTooMany() {
        Answer answer = post(body(IntStream.range(0, 11)
                .mapToObj(_ -> "{\"long_url\":\"https://example.org/\",\"password\":\"sesame\"}").toList()));
        assertThat(answer.json().get("results").get(9).get("status").asInt()).isEqualTo(201);
        assertThat(error(answer.json().get("results"), 10)).isEqualTo("VALIDATION_ERROR links[10].password");
    }

    private static String error(JsonNode results, int index) {
        JsonNode error = results.get(index).get("error");
        return error.get("code").asString() + " " + error.get("field").asString();
    }

    private Answer bulk(String... items) {
        return post(body(items));
    }

    private Answer post(String body) {
        return shortener.post("/api/v1/shorten/bulk", body, token);
    }

    private static String body(String... items) {
        return body(List.of(items));
    }

    private static String body(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "{\"links\":[", "]}"));
    }
}
