package dev.whiteboard.feed.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.timeline.RawTimelines;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.Toy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When timelines are lost, many come at once. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class HerdTest {
    private static final int DEVICES = 8;

    private FeedApi api;

    @BeforeEach
    void start(TestEnvironment environment) {
        api = FeedApi.shared(environment);
    }

    @Test
    @Promise("feed.rebuilt-without-a-herd")
    void howeverManyReadOneLostTimelineItIsBuiltOnce(Redis redis) {
        isBuiltOnce(redis, Scale.rounds(20), FeedApi.User::home, this::built);
    }

    @Test
    @Promise(value = "feed.rebuilt-without-a-herd", naive = true)
    void buildingWhatIsMissingInEachRequestBuildsItForEach(Redis redis) {
        AtomicInteger builds = new AtomicInteger();
        try (var raw = new RawTimelines(redis.url())) {
            Toy.mustFail(1, () -> isBuiltOnce(redis, 20, reader -> {
                if (raw.entries(reader.number()).isEmpty()) {
                    builds.incrementAndGet();
                    String token = UUID.randomUUID().toString();
                    raw.timelines().begin(reader.number(), token);
                    var newest = api.bean(HomeStore.class).newest(reader.number(), 800, 200);
                    raw.timelines().fill(reader.number(), token, newest.entries(), newest.floor());
                }
            }, builds::get));
        }
    }

    /** Somebody with many devices that all ask at the moment when the timeline is gone. */
    private void isBuiltOnce(Redis redis, int rounds, Consumer<FeedApi.User> reads, IntSupplier built) {
        FeedApi.User author = api.user();
        FeedApi.User reader = api.user();
        reader.does("follow", author);
        author.tweets("something to build");
        try (var raw = new RawTimelines(redis.url())) {
            awaitTimeline(raw, reader, reads);
            for (int round = 0; round < rounds; round++) {
                int before = built.getAsInt();
                raw.flush();
                Race.of(DEVICES).run((int number) -> {
                    reads.accept(reader);
                    return number;
                });
                awaitTimeline(raw, reader, reads);
                assertThat(built.getAsInt() - before).as("builds in round %d", round).isEqualTo(1);
            }
        }
    }

    @Test
    @Promise("feed.rebuilt-without-a-herd")
    void whenAllAreLostEverybodyIsAnsweredAndNoneIsBuiltTwice(Redis redis) {
        FeedApi.User author = api.user();
        List<FeedApi.User> readers = api.users(20);
        readers.forEach(reader -> reader.does("follow", author));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            expected.addFirst(author.tweets("before the loss " + i));
        }
        try (var raw = new RawTimelines(redis.url())) {
            readers.forEach(reader -> awaitTimeline(raw, reader, FeedApi.User::home));
            int before = built();
            raw.flush();
            Race.of(readers.size()).run((int number) -> {
                await().atMost(Duration.ofSeconds(30)).until(() -> answered(readers.get(number)));
                assertThat(readers.get(number).home()).isEqualTo(expected);
                return number;
            });
            readers.forEach(reader -> awaitTimeline(raw, reader, FeedApi.User::home));
            assertThat(built() - before).isEqualTo(readers.size());
            assertThat(readers).allSatisfy(reader -> assertThat(reader.home()).isEqualTo(expected));
        }
    }

    /** A page, or the request to come again because too many are being put together. */
    private boolean answered(FeedApi.User reader) {
        int status = api.get("/api/v1/feed", reader.token()).status();
        assertThat(status).isIn(200, 503);
        return status == 200;
    }

    private static void awaitTimeline(RawTimelines raw, FeedApi.User reader, Consumer<FeedApi.User> reads) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(() -> {
            reads.accept(reader);
            return raw.entries(reader.number()).isPresent();
        });
    }

    private int built() {
        return (int) api.bean(MeterRegistry.class).counter("whiteboard.feed.rebuilds").count();
    }
}
