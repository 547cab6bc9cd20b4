package dev.whiteboard.video.watch;

import static dev.whiteboard.testkit.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static dev.whiteboard.testkit.ServerKind.REDIS;
import static dev.whiteboard.testkit.ServerKind.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import dev.whiteboard.video.Theatre;
import dev.whiteboard.video.catalog.VideoId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The count is the number of sessions, whatever is delivered how often, in which order, and by how many at once. */
@Servers(value = {POSTGRES, REDIS, KAFKA, S3, ELASTICSEARCH}, shared = true)
class ExactViewsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSIONS = 20;
    private static final int CONSUMERS = 4;

    private static Theatre theatre;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void open(TestEnvironment environment, TestTokens tokens, Redis server) {
        theatre = Theatre.shared(environment, tokens);
        client = RedisClient.create(server.url());
        redis = client.connect().sync();
    }

    @AfterAll
    static void close() {
        client.shutdown();
    }

    /** Counts what is delivered. */
    interface Counter {
        void deliver(List<Event<ViewEvent>> batch);

        long shown(VideoId video);
    }

    private static Event<ViewEvent> told(VideoId video, int session) {
        var view = new ViewEvent(video.toString(), "session-" + session, null, 10, Instant.now());
        return new Event<>(UUID.randomUUID().toString(), ViewEvent.TYPE, view.sessionId(), view.at(), view);
    }

    /** @param forgetful whether Redis loses everything now and then */
    private void countsSessions(Counter counter, int rounds, boolean forgetful) {
        Random random = Seed.random("views");
        for (int round = 0; round < rounds; round++) {
            VideoId video = theatre.published(theatre.studio().user(Theatre.name(1)), "Round " + round);
            List<Event<ViewEvent>> log = new ArrayList<>();
            for (int i = 0; i < 2 * SESSIONS; i++) {
                log.add(told(video, i < SESSIONS ? i : random.nextInt(SESSIONS)));
            }
            Collections.shuffle(log, random);
            List<Event<ViewEvent>> replay = new ArrayList<>(log);
            Collections.shuffle(replay, random);
            int forgets = forgetful ? random.nextInt(CONSUMERS) : -1;
            Race.of(CONSUMERS).run((int number) -> {
                int share = log.size() / CONSUMERS;
                counter.deliver(log.subList(number * share, (number + 1) * share));
                if (number == forgets) {
                    redis.flushdb();
                }
                counter.deliver(replay.subList(number * share / 2, (number + 1) * share));
                return true;
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(counter.shown(video)).isEqualTo(SESSIONS));
        }
    }

    private static final class Real implements Counter {
        private final ViewCounting counting = theatre.bean(ViewCounting.class);
        private final TransactionTemplate transactions = new TransactionTemplate(
                theatre.bean(PlatformTransactionManager.class));

        @Override
        public void deliver(List<Event<ViewEvent>> batch) {
            transactions.executeWithoutResult(_ -> counting.handleAll(batch));
        }

        @Override
        public long shown(VideoId video) {
            return theatre.studio().video(video.toString()).get("views").asLong();
        }
    }

    @Test
    @Promise("video.views-exact")
    void duplicatesReplaysOrderAndAnEmptyRedisChangeNothing() {
        countsSessions(new Real(), Scale.rounds(200), true);
    }

    @Test
    @Promise("video.views-exact")
    void whatIsFoldedMeanwhileIsCountedOnce() {
        ViewStore store = theatre.bean(ViewStore.class);
        TransactionTemplate transactions = new TransactionTemplate(theatre.bean(PlatformTransactionManager.class));
        Real real = new Real();
        countsSessions(new Counter() {
            @Override
            public void deliver(List<Event<ViewEvent>> batch) {
                real.deliver(batch);
                transactions.executeWithoutResult(_ -> store.fold());
            }

            @Override
            public long shown(VideoId video) {
                return store.totals(List.of(video)).get(video);
            }
        }, Scale.rounds(200), false);
    }

    /** What everybody writes first. */
    private static final class Increment implements Counter {
        @Override
        public void deliver(List<Event<ViewEvent>> batch) {
            batch.forEach(event -> redis.incr("toy:" + event.payload().videoId()));
        }

        @Override
        public long shown(VideoId video) {
            String count = redis.get("toy:" + video);
            return count == null ? 0 : Long.parseLong(count);
        }
    }

    /** Knows events apart, but not sessions: the client that repeats itself makes a new event. */
    private static final class OncePerEvent implements Counter {
        private final Increment increment = new Increment();

        @Override
        public void deliver(List<Event<ViewEvent>> batch) {
            increment.deliver(batch.stream().filter(event -> redis.sadd("toy:events", event.id()) == 1).toList());
        }

        @Override
        public long shown(VideoId video) {
            return increment.shown(video);
        }
    }

    private void fails(Counter counter) {
        Toy.mustFail(1, () -> {
            VideoId video = theatre.published(theatre.studio().user(Theatre.name(1)), "Toy");
            List<Event<ViewEvent>> log = new ArrayList<>();
            for (int i = 0; i < 2 * SESSIONS; i++) {
                log.add(told(video, i % SESSIONS));
            }
            counter.deliver(log);
            counter.deliver(log.reversed());
            assertThat(counter.shown(video)).isEqualTo(SESSIONS);
        });
    }

    @Test
    @Promise(value = "video.views-exact", naive = true)
    void incrementingForEachEventCountsTwice() {
        fails(new Increment());
    }

    @Test
    @Promise(value = "video.views-exact", naive = true)
    void knowingEventsApartCountsAClientThatRepeatsItselfTwice() {
        fails(new OncePerEvent());
    }
}
