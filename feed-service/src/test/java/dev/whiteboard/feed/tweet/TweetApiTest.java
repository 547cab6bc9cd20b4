package dev.whiteboard.feed.tweet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class TweetApiTest {
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    void aTweetHasWhatTheContractSays() {
        FeedApi.User author = api.user();
        FeedApi.User named = api.user();
        String picture = TestMedia.instance().complete(author.id());
        JsonNode posted = api.post("/api/v1/tweets", """
                {"content":"Hello @%s and @nobody-at-all #Whiteboard","media_ids":["%s"]}"""
                .formatted(named.name().toUpperCase(java.util.Locale.ROOT), picture), author.token()).expect(201)
                .json();
        JsonNode seen = named.sees(posted.get("tweet_id").asString()).expect(200).json();
        assertThat(seen.get("tweet_id").asString()).startsWith("tw_");
        assertThat(seen.at("/user/id").asString()).isEqualTo(author.id());
        assertThat(seen.at("/user/username").asString()).isEqualTo(author.name());
        assertThat(seen.at("/user/display_name").asString()).startsWith("User ");
        assertThat(seen.at("/media/0/media_id").asString()).isEqualTo(picture);
        assertThat(seen.at("/media/0/url").asString()).endsWith("/media/" + picture);
        assertThat(seen.at("/hashtags/0").asString()).isEqualTo("whiteboard");
        assertThat(seen.at("/mentions").size()).isEqualTo(1);
        assertThat(seen.at("/mentions/0").asString()).isEqualTo(named.id());
        assertThat(seen.get("created_at").asString()).endsWith("Z");
        assertThat(seen.get("liked").asBoolean() || seen.get("retweeted").asBoolean()).isFalse();
        assertThat(seen.get("reply_to").isNull()).isTrue();
    }

    @Test
    void repliesMakeATreeThatStaysWhenAPartOfItIsDeleted() {
        FeedApi.User one = api.user();
        FeedApi.User other = api.user();
        String root = one.tweets("root");
        String reply = other.replies(root, "reply");
        String deeper = one.replies(reply, "deeper");
        other.replies(root, "second");
        assertThat(one.sees(root).json().get("replies").asInt()).isEqualTo(2);
        JsonNode first = api.get("/api/v1/tweets/" + root + "/replies?limit=1", one.token()).expect(200).json();
        assertThat(FeedApi.ids(first.get("data"))).containsExactly(reply);
        JsonNode second = api.get("/api/v1/tweets/" + root + "/replies?limit=1&cursor="
                + first.at("/pagination/next_cursor").asString(), one.token()).expect(200).json();
        assertThat(second.at("/data/0/content").asString()).isEqualTo("second");
        assertThat(second.at("/pagination/has_more").asBoolean()).isFalse();
        other.deletes(reply).expect(204);
        assertThat(one.sees(root).json().get("replies").asInt()).isEqualTo(1);
        assertThat(one.sees(deeper).expect(200).json().get("reply_to").asString()).isEqualTo(reply);
        assertThat(one.sees(reply).status()).isEqualTo(404);
    }

    @Test
    void onlyItsAuthorDeletesATweetAndWhatIsGoneIsGone() {
        FeedApi.User author = api.user();
        FeedApi.User other = api.user();
        String tweet = author.tweets("mine");
        assertThat(other.deletes(tweet).code()).isEqualTo("FORBIDDEN");
        author.deletes(tweet).expect(204);
        author.deletes(tweet).expect(404);
        other.likes(tweet).expect(404);
        other.retweets(tweet).expect(404);
        assertThat(author.posted(null)).doesNotContain(tweet);
    }

    @Test
    void aRetweetIsThereOnceAndFallsAwayAgain() {
        FeedApi.User author = api.user();
        FeedApi.User fan = api.user();
        String tweet = author.tweets("good");
        fan.retweets(tweet).expect(200);
        JsonNode again = fan.retweets(tweet).expect(200).json();
        assertThat(again.get("retweets").asInt()).isEqualTo(1);
        assertThat(again.get("retweeted").asBoolean()).isTrue();
        assertThat(fan.posted(null)).containsExactly(tweet);
        JsonNode listed = api.get("/api/v1/users/" + fan.id() + "/tweets", null).json().at("/data/0");
        assertThat(listed.at("/retweeted_by/id").asString()).isEqualTo(fan.id());
        fan.unretweets(tweet).expect(204);
        fan.unretweets(tweet).expect(204);
        assertThat(fan.posted(null)).isEmpty();
        assertThat(author.sees(tweet).json().get("retweets").asInt()).isZero();
    }

    @Test
    void theSameIdempotencyKeyIsTheSameTweet() {
        FeedApi.User author = api.user();
        Answer first = api.postOnce("/api/v1/tweets", "{\"content\":\"once\"}", "tweet-once", author.token());
        Answer again = api.postOnce("/api/v1/tweets", "{\"content\":\"once\"}", "tweet-once", author.token());
        assertThat(again.expect(201).body()).isEqualTo(first.expect(201).body());
        assertThat(author.posted(null)).hasSize(1);
    }

    @Test
    void whatIsAnnouncedIsWhatTheContractsSay(Kafka kafka) {
        FeedApi.User author = api.user();
        FeedApi.User fan = api.user();
        fan.does("follow", author);
        author.tweets("announced");
        ContractCheck entries = ContractCheck.of("feed.entries.v1");
        ContractCheck follows = ContractCheck.of("feed.follows.v1");
        await().atMost(Duration.ofSeconds(20)).until(
                () -> kafka.topics().containsAll(List.of("feed.entries.v1", "feed.follows.v1")));
        kafka.read("feed.entries.v1", 1, Duration.ofSeconds(20)).forEach(message -> entries.accept(message.value()));
        kafka.read("feed.follows.v1", 1, Duration.ofSeconds(20)).forEach(message -> follows.accept(message.value()));
    }

    @Test
    void namesAreThoseThatIdentityToldLast(Kafka kafka) {
        FeedApi.User author = api.stranger();
        String tweet = author.tweets("by a stranger");
        assertThat(author.sees(tweet).json().at("/user/username").asString()).isEqualTo(author.name());
        kafka.createTopic("identity.users.v1", 3);
        tell(kafka, author, 7, "Renamed");
        await().atMost(Duration.ofSeconds(20)).until(
                () -> author.sees(tweet).json().at("/user/display_name").asString().equals("Renamed"));
        tell(kafka, author, 6, "Older");
        tell(kafka, author, 8, "Newer");
        await().atMost(Duration.ofSeconds(20)).until(
                () -> author.sees(tweet).json().at("/user/display_name").asString().equals("Newer"));
        await().atMost(Duration.ofSeconds(20)).until(
                () -> author.feed("").json().at("/tweets/0/user/display_name").asString().equals("Newer"));
    }

    private static void tell(Kafka kafka, FeedApi.User user, long version, String name) {
        String example = new String(ContractCheck.of("identity.users.v1").examples().get("registered"));
        String state = example.replaceFirst("usr_[0-9a-z]+", user.id()).replace("\"Alice\"", "\"" + name + "\"")
                .replace("\"version\": 1", "\"version\": " + version);
        ContractCheck.of("identity.users.v1").accept(state.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        kafka.send("identity.users.v1", user.id(), state.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("ce_id", user.id() + version, "ce_type", "identity.user.changed", "ce_time",
                        "2026-01-01T00:00:00Z"));
    }
}
