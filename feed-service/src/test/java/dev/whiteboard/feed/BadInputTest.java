package dev.whiteboard.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in: a problem with a code and a status of 400 to 499, never a failure of ours. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class BadInputTest {
    private static final String[] METHODS = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"};
    private static final String[] ROUTES = {"/api/v1/tweets", "/api/v1/tweets/tw_0000000000001",
        "/api/v1/tweets/x/like", "/api/v1/tweets/tw_0000000000001/retweet", "/api/v1/users/usr_0000000000009/follow",
        "/api/v1/users/me/follow", "/api/v1/feed", "/api/v1/users/x/tweets", "/api/v1/users/me/suggestions",
        "/admin/feed/reconcile", "/api/v1/nothing"};

    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{|400|MALFORMED_REQUEST|", "[]|400|WRONG_TYPE|",
        "{}|400|MISSING_FIELD|content", "{\"content\":null}|400|MISSING_FIELD|content",
        "{\"content\":7}|400|WRONG_TYPE|content", "{\"content\":\"\"}|422|VALIDATION_ERROR|content",
        "{\"content\":\" \\n\"}|422|VALIDATION_ERROR|content",
        "{\"content\":\"x\",\"quote_of\":\"tw_0000000000001\"}|400|UNKNOWN_FIELD|quote_of",
        "{\"content\":\"x\",\"media_ids\":\"media_0000000000001\"}|400|WRONG_TYPE|media_ids",
        "{\"content\":\"x\",\"media_ids\":[null]}|400|MISSING_FIELD|media_ids[0]",
        "{\"content\":\"x\",\"media_ids\":[\"nothing\"]}|422|VALIDATION_ERROR|media_ids[0]",
        "{\"content\":\"x\",\"media_ids\":[\"media_0000000000001\",\"media_0000000000001\"]}|422|VALIDATION_ERROR|media_ids",
        "{\"content\":\"x\",\"reply_to\":\"tw_0000000000001\"}|422|VALIDATION_ERROR|reply_to",
        "{\"content\":\"x\",\"reply_to\":\"usr_0000000000001\"}|422|VALIDATION_ERROR|reply_to",
        "{\"content\":\"x\",\"reply_to\":5}|400|WRONG_TYPE|reply_to"})
    @Promise("feed.bad-input")
    void aBodyThatBreaksARuleIsRefusedByName(String body, int status, String code, String field) {
        Answer answer = api.post("/api/v1/tweets", body, api.user().token());
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.field()).isEqualTo(field == null ? "" : field);
    }

    @Test
    @Promise("feed.bad-input")
    void aTweetHas280CharactersAsPeopleCountThem() {
        FeedApi.User author = api.user();
        author.tweets("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(280));
        Answer answer = api.post("/api/v1/tweets", "{\"content\":\"" + "a".repeat(281) + "\"}",
                author.token());
        assertThat(answer.expect(422).field()).isEqualTo("content");
    }

    @Test
    @Promise("feed.bad-input")
    void nobodyFollowsThemselvesOrNobody() {
        FeedApi.User me = api.user();
        for (String act : List.of("follow", "unfollow", "block", "unblock", "mute", "unmute")) {
            Answer self = api.post("/api/v1/users/" + me.id() + "/" + act, "", me.token());
            assertThat(self.expect(422).field()).isEqualTo("id");
            assertThat(api.post("/api/v1/users/usr_7zzzzzzzzzzzz/" + act, "", me.token()).expect(404).code())
                    .isEqualTo("NOT_FOUND");
            api.post("/api/v1/users/tw_0000000000001/" + act, "", me.token()).expect(404);
        }
    }

    @Test
    @Promise("feed.bad-input")
    void aForgedOrForeignCursorIsRefused() {
        FeedApi.User me = api.user();
        FeedApi.User other = api.user();
        other.tweets("one");
        other.tweets("two");
        String theirs = other.feed("?limit=1").json().get("next_cursor").asString();
        for (String cursor : List.of("x", "AAAA", "a".repeat(3_000), theirs)) {
            for (String list : List.of("/api/v1/feed", "/api/v1/users/" + me.id() + "/tweets",
                    "/api/v1/users/" + me.id() + "/followers", "/api/v1/users/me/suggestions")) {
                Answer answer = api.get(list + "?cursor=" + cursor, me.token());
                assertThat(answer.expect(400).code()).as(list).isEqualTo("INVALID_CURSOR");
                assertThat(answer.field()).isEqualTo("cursor");
            }
        }
        assertThat(api.get("/api/v1/feed?limit=0", me.token()).code()).isEqualTo("INVALID_LIMIT");
        assertThat(api.get("/api/v1/feed?limit=101", me.token()).code()).isEqualTo("INVALID_LIMIT");
        assertThat(api.get("/api/v1/feed?mode=newest", me.token()).expect(422).field()).isEqualTo("mode");
    }

    @Test
    @Promise("feed.bad-input")
    void withoutATokenThereIsOnlyWhatIsPublic() {
        FeedApi.User me = api.user();
        String tweet = me.tweets("public");
        assertThat(me.posted(null)).containsExactly(tweet);
        api.get("/api/v1/feed", null).expect(401);
        api.get("/api/v1/tweets/" + tweet, null).expect(401);
        api.post("/api/v1/tweets", "{\"content\":\"x\"}", null).expect(401);
        api.get("/api/v1/users/" + me.id() + "/followers", null).expect(401);
    }

    @Test
    @Promise("feed.bad-input")
    void randomBodiesOnEveryRouteAreProblems() {
        Random random = Seed.random("bodies");
        String token = api.user().token();
        for (int round = 0; round < Scale.rounds(2_000); round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Answer answer = api.call(METHODS[random.nextInt(METHODS.length)],
                    ROUTES[random.nextInt(ROUTES.length)], new String(bytes, ISO_8859_1),
                    random.nextBoolean() ? token : null);
            if (answer.status() != 200 && answer.status() != 204) {
                assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
                assertThat(answer.code()).isNotEmpty();
            }
        }
    }
}
