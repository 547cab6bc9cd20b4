package dev.whiteboard.shortener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, on either listener: a problem with a code and a status of 400 to 499, never a failure of ours. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BadInputTest {
    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"};
    private static final String[] ROUTES = {"/api/v1/shorten", "/api/v1/links", "/api/v1/links/abcd",
        "/api/v1/stats/abcd", "/admin/shortener/reconcile", "/api/v1/shorten/bulk", "/api/v1/links/abcd/qr",
        "/api/v1/links/abcd/unlock", "/admin/shortener/blocks", "/admin/shortener/blocks/abcd",
        "/api/v1/nothing", "/"};

    private Shortener shortener;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        shortener = TwoNodes.on(environment, tokens).one();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{|400|MALFORMED_REQUEST|", "[]|400|WRONG_TYPE|",
        "`\"x\"`|400|WRONG_TYPE|", "{}|400|MISSING_FIELD|long_url",
        "{\"long_url\":null}|400|MISSING_FIELD|long_url", "{\"long_url\":5}|400|WRONG_TYPE|long_url",
        "{\"long_url\":[\"https://example.org\"]}|400|WRONG_TYPE|long_url",
        "{\"long_url\":\"https://example.org\",\"surprise\":1}|400|UNKNOWN_FIELD|surprise",
        "{\"long_url\":\"https://example.org\",\"tags\":[]}|400|UNKNOWN_FIELD|tags",
        "{\"long_url\":\"https://example.org\",\"rules\":[]}|400|UNKNOWN_FIELD|rules",
        "{\"long_url\":\"https://example.org\",\"redirect_type\":\"302\"}|400|WRONG_TYPE|redirect_type",
        "{\"long_url\":\"https://example.org\",\"redirect_type\":303}|422|VALIDATION_ERROR|redirect_type",
        "{\"long_url\":\"https://example.org\",\"expires_at\":\"tomorrow\"}|422|VALIDATION_ERROR|expires_at",
        "{\"long_url\":\"https://example.org\",\"expires_at\":1893456000}|400|WRONG_TYPE|expires_at",
        "{\"long_url\":\"https://example.org\",\"expires_at\":\"2020-01-01\"}|422|VALIDATION_ERROR|expires_at",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":0}|422|VALIDATION_ERROR|max_clicks",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":-1}|422|VALIDATION_ERROR|max_clicks",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":1000000001}|422|VALIDATION_ERROR|max_clicks",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":99999999999999999999}|400|WRONG_TYPE|max_clicks",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":1.5}|400|WRONG_TYPE|max_clicks",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":\"5\"}|400|WRONG_TYPE|max_clicks",
        "{\"long_url\":\"https://example.org\",\"max_clicks\":true}|400|WRONG_TYPE|max_clicks",
        "{\"long_url\":\"https://example.org\",\"password\":\"\"}|422|VALIDATION_ERROR|password",
        "{\"long_url\":\"https://example.org\",\"password\":\"abc\"}|422|VALIDATION_ERROR|password",
        "{\"long_url\":\"https://example.org\",\"password\":\"     \"}|422|VALIDATION_ERROR|password",
        "{\"long_url\":\"https://example.org\",\"password\":12345}|400|WRONG_TYPE|password",
        "{\"long_url\":\"https://example.org\",\"password\":\"sesa\\u0000me\"}|400|MALFORMED_REQUEST|",
        "{\"long_url\":\"https://example.org\",\"password\":\"sesame\\ud800\"}|400|MALFORMED_REQUEST|",
        "{\"long_url\":\"https://example.org\",\"expires_at\":\"+1000000000-01-01T00:00:00Z\"}|422|VALIDATION_ERROR|expires_at",
        "{\"long_url\":\"https://example.org\",\"expires_at\":\"2026-02-30\"}|422|VALIDATION_ERROR|expires_at",
        "{\"long_url\":\"https://example.org\",\"redirect_type\":30200000000000}|400|WRONG_TYPE|redirect_type",
        "{\"long_url\":\"https://example.org\",\"custom_alias\":\"ab\\u0000cd\"}|400|MALFORMED_REQUEST|",
        "{\"long_url\":\"https://example.org\",\"custom_alias\":\"аdmin\"}|422|VALIDATION_ERROR|custom_alias",
        "{\"long_url\":\"data:text/html,x\"}|422|VALIDATION_ERROR|long_url",
        "{\"long_url\":\"http://169.254.169.254/latest/meta-data/\"}|422|VALIDATION_ERROR|long_url",
        "{\"long_url\":\"http://[::ffff:169.254.169.254]/\"}|422|VALIDATION_ERROR|long_url",
        "{\"long_url\":\"http://metadata.google.internal/\"}|422|VALIDATION_ERROR|long_url",
        "{\"long_url\":\"javascript:alert(1)\"}|422|VALIDATION_ERROR|long_url",
        "{\"long_url\":\"http://localhost:8080/abcd\"}|422|VALIDATION_ERROR|long_url",
        "{\"long_url\":\"https://example.org\",\"custom_alias\":\"../admin\"}|422|VALIDATION_ERROR|custom_alias",
        "{\"long_url\":\"https://example.org\",\"custom_alias\":\"admin\"}|422|VALIDATION_ERROR|custom_alias",
        "{\"long_url\":\"https://example.org\",\"custom_alias\":\"\"}|422|VALIDATION_ERROR|custom_alias",
        "{\"long_url\":\"https://example.org\",\"custom_alias\":7777}|400|WRONG_TYPE|custom_alias"})
    @Promise("shortener.bad-input")
    void aBodyThatBreaksARuleIsRefusedByName(String body, int status, String code, String field) {
        Answer answer = shortener.post("/api/v1/shorten", body, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("error").path("field").asString("")).isEqualTo(field == null ? "" : field);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }

    @Test
    @Promise("shortener.bad-input")
    void anAliasOf500CharactersIsRefused() {
        Answer answer = shortener.post("/api/v1/shorten",
                "{\"long_url\":\"https://example.org\",\"custom_alias\":\"" + "a".repeat(500) + "\"}", null);
        assertThat(answer.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"max_clicks\":0}|VALIDATION_ERROR|max_clicks",
        "{\"max_clicks\":\"5\"}|WRONG_TYPE|max_clicks", "{\"max_clicks\":1.5}|WRONG_TYPE|max_clicks",
        "{\"max_clicks\":99999999999999999999}|WRONG_TYPE|max_clicks", "{\"max_clicks\":[]}|WRONG_TYPE|max_clicks",
        "{\"password\":\"abc\"}|VALIDATION_ERROR|password", "{\"password\":{}}|WRONG_TYPE|password",
        "{\"expires_at\":\"2020-01-01\"}|VALIDATION_ERROR|expires_at", "{\"expires_at\":5}|WRONG_TYPE|expires_at",
        "{\"expires_at\":\"soon\"}|VALIDATION_ERROR|expires_at", "{\"disabled\":\"true\"}|WRONG_TYPE|disabled",
        "{\"disabled\":1}|WRONG_TYPE|disabled", "{\"custom_alias\":\"other\"}|UNKNOWN_FIELD|custom_alias",
        "{\"version\":2}|UNKNOWN_FIELD|version", "{\"long_url\":\"data:,x\"}|VALIDATION_ERROR|long_url",
        "[]|WRONG_TYPE|", "{|MALFORMED_REQUEST|"})
    @Promise("shortener.bad-input")
    void aChangeThatBreaksARuleIsRefusedByNameAndChangesNothing(String body, String code, String field) {
        String token = shortener.token("usr_bad_changes");
        String key = shortener.shorten("https://example.org/", token);
        Answer answer = shortener.call("PATCH", "/api/v1/links/" + key, body, token);
        assertThat(answer.code()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().path("error").path("field").asString("")).isEqualTo(field == null ? "" : field);
        assertThat(shortener.get("/api/v1/links/" + key, token).json().get("version").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "\"-1\"", "\"99999999999999999999\"", "\"2\""})
    @Promise("shortener.bad-input")
    void aTagThatIsNotThisVersionsChangesNothing(String ifMatch) {
        String token = shortener.token("usr_bad_tags");
        String key = shortener.shorten("https://example.org/", token);
        assertThat(shortener.change(key, "{\"disabled\":true}", ifMatch, token).status()).isEqualTo(412);
        assertThat(shortener.send("DELETE", "/api/v1/links/" + key, "", "If-Match", ifMatch, "Authorization",
                "Bearer " + token).status()).isEqualTo(412);
        assertThat(shortener.follow(key).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/stats/abcd?from=yesterday", "/api/v1/stats/abcd?to=1",
        "/api/v1/stats/abcd?interval=week", "/api/v1/stats/nothere",
        "/api/v1/stats/%00", "/api/v1/stats/%2e%2e"})
    @Promise("shortener.bad-input")
    void aQueryThatMakesNoSenseIsRefused(String path) {
        assertIsProblem(shortener.get(path, null));
    }

    @Test
    @Promise("shortener.bad-input")
    void aForeignCursorIsRefused() {
        String token = shortener.token("usr_cursor");
        for (String cursor : List.of("x", "AAAA", "a".repeat(3_000))) {
            Answer answer = shortener.get("/api/v1/links?cursor=" + cursor, token);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("INVALID_CURSOR");
        }
        assertThat(shortener.get("/api/v1/links?limit=0", token).code()).isEqualTo("INVALID_LIMIT");
        assertThat(shortener.get("/api/v1/links?limit=101", token).code()).isEqualTo("INVALID_LIMIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-key-of-more-than-thirty-two-characters", "two/segments", "%61bcd", "abcd+",
        "..%2fadmin", "abcd;x", "abcd.", "", "favicon.ico"})
    @Promise("shortener.bad-input")
    void whatCannotBeAShortKeyIsNotFound(String path) {
        Answer answer = shortener.follow(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    @Promise("shortener.bad-input")
    void onlyGetAndHeadFollowALink() {
        String key = shortener.shorten("https://example.org/", null);
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND")) {
            Answer answer = shortener.follow(method, key);
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
        }
        assertThat(shortener.follow(key + "?utm=1&x=%25").status()).isEqualTo(302);
    }

    @Test
    @Promise("shortener.bad-input")
    void randomBodiesOnEveryRouteAreProblems() {
        Random random = Seed.random("bodies");
        String token = shortener.admin();
        for (int round = 0; round < Scale.rounds(2_000); round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            String method = METHODS[2 + random.nextInt(METHODS.length - 2)];
            Answer answer = shortener.call(method, ROUTES[random.nextInt(ROUTES.length)],
                    new String(bytes, ISO_8859_1), random.nextBoolean() ? token : null);
            if (answer.status() != 200 && answer.status() != 204) {
                assertIsProblem(answer);
            }
        }
    }

    @Test
    @Promise("shortener.bad-input")
    void randomBytesInsteadOfARequestAreRefusedOnBothListeners() throws IOException {
        Random random = Seed.random("wire");
        for (int round = 0; round < Scale.rounds(500); round++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            String start = random.nextBoolean() ? "GET /" : "";
            String sent = start + new String(bytes, ISO_8859_1) + "\r\nHost: x\r\n\r\n\r\n\r\n";
            assertThat(raw(shortener.port(), sent)).doesNotStartWith("HTTP/1.1 5").doesNotContain("Exception");
            String answer = raw(shortener.port() + 1_000, sent);
            assertThat(answer).as(sent).doesNotStartWith("HTTP/1.1 5").doesNotContain("Exception");
            assertThat(answer.isEmpty() || answer.contains("\"error\":{\"code\"")).as(answer).isTrue();
        }
    }

    @Test
    @Promise("shortener.bad-input")
    void linesAndHeadersThatAreTooLongAreRefused() throws IOException {
        int redirects = shortener.port() + 1_000;
        assertThat(raw(redirects, "GET /" + "a".repeat(6_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414").contains("URI_TOO_LONG");
        assertThat(raw(redirects, "GET /abcd HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4").contains("\"error\":{\"code\"");
    }

    private static void assertIsProblem(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.header("content-type")).as("%s %s", answer.status(), answer.body())
                .startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
    }

    private static String raw(int port, String bytes) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }
}
