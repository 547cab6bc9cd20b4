package dev.whiteboard.gateway.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One answer out of several services, whatever becomes of one of them. */
class HomeTest extends RunningGateway {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String USER = "Bearer " + TOKENS.token("usr_home", "user");

    @Test
    void allPartsComeInOneAnswerAndInTheCallersName() {
        JsonNode home = home();
        assertThat(home.path("feed").path("ok").asBoolean()).isTrue();
        assertThat(home.path("conversations").path("ok").asBoolean()).isTrue();
        assertThat(home.path("orders").path("ok").asBoolean()).isTrue();
        assertThat(home.path("recommendations").path("ok").asBoolean()).isTrue();
        assertThat(home.path("missing").size()).isZero();
        assertThat(FEED.lastHeaders().getFirst("Authorization")).isEqualTo(USER);
        assertThat(CHAT.lastTarget()).startsWith("/api/v1/conversations");
        assertThat(COMMERCE.lastTarget()).startsWith("/api/v1/orders");
        assertThat(VIDEO.lastTarget()).startsWith("/api/v1/videos/feed");
    }

    @Test
    @Promise("gateway.home-without-the-dead")
    void aDeadAndAHangingServiceAreLeftOutAndNamed() {
        FEED.kill();
        assertMissing(home(), "feed", "SERVICE_UNAVAILABLE");
        CHAT.hang();
        JsonNode home = home();
        assertMissing(home, "conversations", "SERVICE_UNAVAILABLE");
        assertThat(home.path("missing").size()).isEqualTo(2);
    }

    @Test
    void aServiceThatAnswersNonsenseOrRefusesIsLeftOutToo() {
        FEED.behave(exchange -> HostileUpstream.answer(exchange, 200, "text/html", "<h1>hello</h1>"));
        CHAT.behave(exchange -> HostileUpstream.answer(exchange, 403, "application/problem+json", "{}"));
        JsonNode home = home();
        assertMissing(home, "feed", "SERVICE_UNAVAILABLE");
        assertMissing(home, "conversations", "FORBIDDEN");
    }

    @Test
    void itIsForSignedInUsers() {
        assertProblem(get("/api/v1/home"), 401, "UNAUTHENTICATED");
    }

    private static void assertMissing(JsonNode home, String part, String code) {
        assertThat(home.has(part)).isFalse();
        assertThat(home.path("missing").valueStream().filter(one -> one.path("part").asString().equals(part)))
                .singleElement()
                .satisfies(one -> assertThat(one.path("code").asString()).isEqualTo(code));
    }

    private JsonNode home() {
        HttpResponse<String> response = get("/api/v1/home", "Authorization", USER);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
