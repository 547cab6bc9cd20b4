package dev.whiteboard.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;

/**
 * Every purge is lost. Objects are deleted at random moments, viewers come at random moments, the origin and the log fail
 * at random moments, all on a clock of the test's own.
 */
class StalenessTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    /** As configured by default. */
    private static final Duration CONFIRM_AFTER = Duration.ofSeconds(40);

    @Test
    @Promise("edge.lost-purge-costs-a-minute")
    void aDeletedObjectIsGoneAMinuteLaterThoughNobodySaidSo() {
        check(CONFIRM_AFTER);
    }

    @Test
    @Promise(value = "edge.lost-purge-costs-a-minute", naive = true)
    void believingItsFreshnessServesItForAYear() {
        Toy.mustFail(3, () -> check(Duration.ofDays(400)));
    }

    private static void check(Duration confirmAfter) {
        Random random = Seed.random("staleness");
        int rounds = Scale.rounds(2000);
        for (int round = 0; round < rounds; round++) {
            World world = new World(random, confirmAfter);
            for (int step = 0; step < 200; step++) {
                world.step();
            }
        }
    }

    /** One gateway, one origin whose answers come at once or not at all, and the clock. */
    private static final class World {
        private final Random random;
        private final Map<String, Long> deleted = new HashMap<>();
        private long now = TimeUnit.DAYS.toNanos(1);
        private boolean originWorks = true;
        private final Shelf shelf = new Shelf(1 << 20, () -> now);
        private final EdgeCache cache;

        World(Random random, Duration confirmAfter) {
            this.random = random;
            this.cache = new EdgeCache(shelf, this::fetch, () -> now, confirmAfter, () -> false);
        }

        void step() {
            now += random.nextLong(TimeUnit.SECONDS.toNanos(30));
            originWorks = random.nextInt(5) > 0;
            String path = "/media/videos/vid_" + random.nextInt(4) + "/seg.m4s";
            if (random.nextInt(30) == 0) {
                deleted.putIfAbsent(path, now);
            }
            Found found = cache.find(ask(path));
            if (found instanceof Found.Waiting(var arrival)) {
                found = arrival.block(Duration.ZERO);
            }
            Long gone = deleted.get(path);
            if (found instanceof Found.Served(Entry entry, How how) && entry.status() == 200 && gone != null) {
                assertThat(now - gone).as("%s after it was deleted", path).isLessThanOrEqualTo(BOUND.toNanos());
            }
        }

        private void fetch(Flight flight, Ask ask, EdgeCache landing) {
            if (!originWorks) {
                landing.done(flight, new Landing.Failed(Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "away")));
                return;
            }
            int status = deleted.containsKey(ask.target()) ? 404 : 200;
            HttpHeaders headers = new DefaultHttpHeaders();
            Terms terms = Terms.ofSeconds(status == 200 ? 31_536_000 : 5, false, 3600, 3600);
            Entry entry = new Entry(flight.key(), List.of(), status, headers, new Body(Unpooled.EMPTY_BUFFER, 0),
                    terms, flight.started(), flight.started(), Set.of());
            shelf.keep(entry);
            landing.done(flight, new Landing.Ready(entry, false));
        }

        private static Ask ask(String path) {
            return new Ask(path, new DefaultHttpHeaders(), "", "");
        }
    }
}
