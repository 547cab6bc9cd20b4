package dev.whiteboard.feed.tweet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.testkit.Answer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestMedia;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tweet shows only what its author put into storage, whole. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class MediaTest {
    private final TestMedia storage = TestMedia.instance();
    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    @Promise("feed.media-checked")
    void whatIsUnknownForeignOrIncompleteIsRefusedByItsPlaceAndNothingChanges() {
        FeedApi.User author = api.user();
        refused(author, id -> {
            Answer answer = posts(author, List.of(storage.complete(author.id()), id));
            return answer.status() == 422 && answer.code().equals("VALIDATION_ERROR")
                    && answer.field().equals("media_ids[1]");
        });
        assertThat(author.posted(author)).isEmpty();
    }

    @Test
    @Promise(value = "feed.media-checked", naive = true)
    void lookingAtTheFormOfAnIdOnlyTakesWhatIsSomebodyElses() {
        FeedApi.User author = api.user();
        Toy.mustFail(1, () -> refused(author, id -> PublicId.parse("media", id).isEmpty()));
    }

    @Test
    @Promise("feed.media-checked")
    void fourOfOnesOwnAreShownInTheirOrderAlsoOnceWhatWasBegunIsComplete() {
        FeedApi.User author = api.user();
        String late = storage.begun(author.id());
        List<String> four = new ArrayList<>(
                Stream.generate(() -> storage.complete(author.id())).limit(3).toList());
        four.add(1, late);
        posts(author, four).expect(422);
        storage.completes(late, author.id());
        var shown = posts(author, four).expect(201).json().get("media");
        assertThat(shown.valueStream().map(medium -> medium.get("media_id").asString()).toList()).isEqualTo(four);
    }

    @Test
    @Promise("feed.media-checked")
    void withoutStorageWhatIsNotKnownIsATemporaryRefusalAndTextGoesThrough() {
        FeedApi.User author = api.user();
        String known = storage.complete(author.id());
        String unknown = storage.complete(author.id());
        posts(author, List.of(known)).expect(201);
        for (Runnable fault : List.<Runnable>of(FeedApi.storage()::cut, FeedApi.storage()::hang)) {
            fault.run();
            try {
                Answer away = posts(author, List.of(known, unknown)).expect(503);
                assertThat(away.code()).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(away.headers().firstValue("Retry-After")).isPresent();
                posts(author, List.of(known)).expect(201);
                author.tweets("only words");
            } finally {
                FeedApi.storage().pass();
            }
        }
        assertThat(author.posted(author)).hasSize(5);
        await().atMost(Duration.ofSeconds(30)).until(() -> posts(author, List.of(unknown)).status() == 201);
    }

    /** What nobody may show as theirs. */
    private List<String> bad(FeedApi.User author) {
        return List.of("media_7zzzzzzzzzzzz", storage.complete(api.user().id()), storage.begun(author.id()), "",
                "media_",
                "MEDIA_0000000000001", "file_0000000000001", "media_000000000000u", "x".repeat(10_000));
    }

    private void refused(FeedApi.User author, Predicate<String> refuses) {
        assertThat(bad(author)).allMatch(refuses);
    }

    private Answer posts(FeedApi.User author, List<String> media) {
        String ids = media.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
        return api.post("/api/v1/tweets", "{\"content\":\"look\",\"media_ids\":" + ids + "}", author.token());
    }
}
