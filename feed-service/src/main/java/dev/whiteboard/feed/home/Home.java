package dev.whiteboard.feed.home;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.feed.timeline.Slice;
import dev.whiteboard.feed.timeline.Timelines;
import dev.whiteboard.feed.tweet.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Reads home timelines: from Redis as far as its word goes, from there on by asking every author. What Redis says are
 * candidates; whether a page is full is known only after Postgres has judged them, so reading goes on until it is, or until
 * there is nothing more.
 */
@Service
public class Home {
    /** Of those in Redis some may be gone; so many more are looked at. */
    private static final int SPARE = 10;
    private static final int MOST_AT_ONCE = 400;

    private final HomeStore store;
    private final Timelines timelines;
    private final Rebuilds rebuilds;
    private final Semaphore pulls;
    private final Duration patience;

    Home(HomeStore store, Timelines timelines, Rebuilds rebuilds,
            @Value("${whiteboard.feed.home.pulls-at-once}") int pullsAtOnce,
            @Value("${whiteboard.feed.home.pull-patience}") Duration patience) {
        this.store = store;
        this.timelines = timelines;
        this.rebuilds = rebuilds;
        this.pulls = new Semaphore(pullsAtOnce);
        this.patience = patience;
    }

    /** The newest entries below a place that the reader may see now. */
    public List<Shown> read(Place place, int limit) {
        List<Shown> page = new ArrayList<>();
        Place here = place;
        for (int batch = limit + SPARE;; batch = Math.min(2 * batch, MOST_AT_ONCE)) {
            Optional<Slice> found = timelines.read(here.reader(), here.before(), batch);
            if (found.isEmpty()) {
                rebuilds.request(here.reader());
                page.addAll(pull(here, limit - page.size()));
                return page;
            }
            Slice slice = found.get();
            HomeStore.Newest unpushed = store.unpushed(here, slice.down(), batch);
            long down = unpushed.floor();
            page.addAll(store.judge(here, candidates(slice.entries(), unpushed.entries(), down), limit - page.size()));
            if (page.size() >= limit || down <= 0) {
                return page;
            }
            here = here.below(down + 1);
            if (slice.last() && down == slice.down()) {
                page.addAll(pull(here, limit - page.size()));
                return page;
            }
        }
    }

    private static Set<Long> candidates(List<Long> pushed, List<Long> unpushed, long down) {
        return Stream.concat(pushed.stream(), unpushed.stream()).filter(entry -> entry > down)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Costs as much as the reader follows people; so only so many at a time, and nobody else waits for them long. */
    private List<Shown> pull(Place place, int limit) {
        try {
            if (!pulls.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return store.pull(place, limit);
        } finally {
            pulls.release();
        }
    }

    private static RuntimeException busy() {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "too many timelines are being put together")
                .retryAfter(Duration.ofSeconds(1)).asException();
    }
}
