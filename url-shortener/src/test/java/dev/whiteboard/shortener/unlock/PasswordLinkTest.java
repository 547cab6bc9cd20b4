package dev.whiteboard.shortener.unlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.shortener.Shortener;
import dev.whiteboard.shortener.TwoNodes;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links that only those may follow who know a password. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class PasswordLinkTest {
    private static final String TARGET = "https://example.org/secret/place";
    private static final String PASSWORD = "open, sesame";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private TwoNodes nodes;
    private String token;

    @BeforeEach
    void start(TestEnvironment environment, TestTokens tokens) {
        nodes = TwoNodes.on(environment, tokens);
        token = nodes.one().token("usr_secrets");
    }

    @Test
    @Promise("shortener.passwords-hold")
    void whoeverFollowsItIsAskedAndNotSentAnywhere() {
        String key = secret("");
        for (int i = 0; i < 4; i++) {
            Answer page = nodes.get(i).followWith(key, "Accept", BROWSER);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("location")).isEmpty();
            assertThat(page.header("cache-control")).isEqualTo("no-store");
            assertThat(page.header("x-robots-tag")).contains("noindex");
            assertThat(page.header("content-security-policy")).startsWith("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.body()).contains("action=\"/api/v1/links/" + key + "/unlock\"")
                    .contains("type=\"password\"")
                    .doesNotContain("example.org").doesNotContain("<script");
            Answer told = nodes.get(i).follow(key);
            assertThat(told.status()).isEqualTo(401);
            assertThat(told.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(told.header("location") + told.body()).doesNotContain("example.org");
            assertThat(nodes.get(i).follow("HEAD", key).header("location")).isEmpty();
        }
    }

    @Test
    @Promise("shortener.passwords-hold")
    void whoKnowsThePasswordIsSentOnAndCounted() {
        String key = secret(",\"redirect_type\":308");
        Answer byForm = unlock(nodes.one(), key, FORM, "password=open%2C+sesame", BROWSER);
        assertThat(byForm.status()).as("never a kind of redirect that would send the password on").isEqualTo(303);
        assertThat(byForm.header("location")).isEqualTo(TARGET);
        assertThat(byForm.header("cache-control")).isEqualTo("no-store");
        assertThat(unlock(nodes.other(), key, PASSWORD).header("location")).isEqualTo(TARGET);
        assertThat(nodes.one().followWith(key, "Accept", BROWSER).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(nodes.one()
                .get("/api/v1/stats/" + key, token).json().get("total_clicks").asInt()).isEqualTo(2));
    }

    @Test
    @Promise("shortener.passwords-hold")
    void whoDoesNotIsTold() {
        String key = secret("");
        Answer wrong = unlock(nodes.one(), key, "close, sesame");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("INVALID_CREDENTIALS");
        Answer page = unlock(nodes.one(), key, FORM, "password=%3Cb%3E", BROWSER);
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.body()).contains("role=\"alert\"").doesNotContain("<b>");
        assertThat(unlock(nodes.one(), key, "x".repeat(100_000)).status()).isEqualTo(401);
        assertThat(unlock(nodes.one(), key, FORM, "pass=x", "*/*").code()).isEqualTo("MISSING_FIELD");
        assertThat(unlock(nodes.one(), key, "application/json", "{\"password\":7}", "*/*").code())
                .isEqualTo("WRONG_TYPE");
        assertThat(unlock(nodes.one(), key, "application/json", "{}", "*/*").code()).isEqualTo("MISSING_FIELD");
        assertThat(unlock(nodes.one(), key, "text/plain", "x", "*/*").code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(unlock(nodes.one(), "not-there", PASSWORD).status()).isEqualTo(404);
        assertThat(unlock(nodes.one(), "%00", PASSWORD).status()).isBetween(400, 404);
        assertThat(unlock(nodes.one(), nodes.one().shorten(TARGET, null), PASSWORD).header("location"))
                .as("an open link needs no password").startsWith("/");
    }

    @Test
    @Promise("shortener.passwords-hold")
    void aLimitedOneLetsSoManyIn() {
        String key = secret(",\"max_clicks\":3");
        assertThat(nodes.one().followWith(key, "Accept", BROWSER).status()).isEqualTo(200);
        assertThat(unlock(nodes.one(), key, "wrong one").status()).isEqualTo(401);
        List<Integer> answers = Race.of(8).run((int number) -> unlock(nodes.get(number), key, PASSWORD).status());
        assertThat(answers).filteredOn(status -> status == 303).hasSize(3);
        assertThat(answers).filteredOn(status -> status == 410).hasSize(5);
        assertThat(nodes.one().follow(key).status()).isEqualTo(410);
    }

    @Test
    @Promise("shortener.guesses-bounded")
    void guessesMadeAtOnceOnTwoNodesAreBounded() {
        String key = secret("");
        List<Answer> answers = Race.of(32)
                .run((int number) -> unlock(nodes.get(number), key, "guess " + number));
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(10);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(22)
                .allMatch(answer -> Integer.parseInt(answer.header("retry-after")) > 500);
        assertThat(unlock(nodes.other(), key, PASSWORD).code()).as("or the refusal would tell")
                .isEqualTo("RATE_LIMITED");
        Answer page = unlock(nodes.other(), key, FORM, "password=x", BROWSER);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("content-type")).startsWith("text/html");
    }

    @Test
    @Promise("shortener.guesses-bounded")
    void rightPasswordsUseUpNoGuesses() {
        String key = secret("");
        assertThat(Race.of(24).run((int number) -> unlock(nodes.get(number), key, PASSWORD).status()))
                .allMatch(status -> status == 303);
    }

    @Test
    void aPasswordIsSetChangedAndTakenAway() {
        String key = nodes.one().shorten(TARGET, token);
        assertThat(nodes.other().follow(key).status()).isEqualTo(302);
        change(key, "{\"password\":\"" + PASSWORD + "\"}", true);
        await().atMost(Duration.ofSeconds(1)).until(() -> nodes.other().follow(key).status() == 401);
        assertThat(unlock(nodes.other(), key, PASSWORD).status()).isEqualTo(303);
        change(key, "{\"password\":\"another one\"}", true);
        assertThat(unlock(nodes.other(), key, PASSWORD).status()).isEqualTo(401);
        change(key, "{\"redirect_type\":301}", true);
        assertThat(unlock(nodes.other(), key, "another one").status()).isEqualTo(303);
        change(key, "{\"password\":null}", false);
        await().atMost(Duration.ofSeconds(1)).until(() -> nodes.other().follow(key).status() == 301);
        assertThat(nodes.one().call("PATCH", "/api/v1/links/" + key, "{\"password\":\"abc\"}", token).code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(nodes.one().call("PATCH", "/api/v1/links/" + key, "{\"password\":12345}", token).code())
                .isEqualTo("WRONG_TYPE");
    }

    @Test
    void aDisabledOrExpiredLinkOpensForNobody() {
        String key = secret("");
        change(key, "{\"disabled\":true}", true);
        assertThat(unlock(nodes.one(), key, PASSWORD).status()).isEqualTo(410);
        await().until(() -> nodes.other().follow(key).status() == 410);
    }

    private void change(String key, String body, boolean protectedAfterwards) {
        Answer changed = nodes.one().call("PATCH", "/api/v1/links/" + key, body, token);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("password_protected").asBoolean()).isEqualTo(protectedAfterwards);
        assertThat(changed.body()).doesNotContain("sesame").doesNotContain("argon2");
    }

    private String secret(String more) {
        Answer made = nodes.one().post("/api/v1/shorten",
                "{\"long_url\":\"" + TARGET + "\",\"password\":\"" + PASSWORD + "\"" + more + "}", token);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("short_key").asString();
    }

    private static Answer unlock(Shortener node, String key, String password) {
        return unlock(node, key, "application/json", "{\"password\":\"" + password + "\"}", "*/*");
    }

    private static Answer unlock(Shortener node, String key, String type, String body, String accept) {
        return node.send("POST", "/api/v1/links/" + key + "/unlock", body, "Content-Type", type, "Accept", accept);
    }
}
