package dev.whiteboard.feed.ranking;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.feed.home.Home;
import dev.whiteboard.feed.home.Place;
import dev.whiteboard.feed.timeline.Scrolls;
import dev.whiteboard.feed.tweet.Shown;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ranks what a reader might care for. Without its scorer it is the home timeline, the newest first. */
final class Ranking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ranking.class);
    private static final int FROM_HOME = 300;
    private static final int FROM_NEARBY = 100;

    private final Home home;
    private final CandidateStore store;
    private final Scrolls scrolls;
    private final Scorer scorer;
    private final Order order;
    private final Duration patience;
    private final MeterRegistry meters;
    private final ExecutorService scoring = Executors.newVirtualThreadPerTaskExecutor();

    Ranking(Home home, CandidateStore store, Scrolls scrolls, Scorer scorer, Order order, Duration patience,
            MeterRegistry meters) {
        this.home = home;
        this.store = store;
        this.scrolls = scrolls;
        this.scorer = scorer;
        this.order = order;
        this.patience = patience;
        this.meters = meters;
    }

    List<Candidate> rank(long reader) {
        List<Shown> timeline = home.read(Place.top(reader), FROM_HOME);
        Map<Long, Long> affinities = store.affinities(reader);
        Set<String> tweets = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Shown shown : timeline) {
            tweets.add(shown.view().tweetId());
            candidates.add(candidate(shown, affinities, true));
        }
        for (Shown shown : store.likedNearby(reader, FROM_NEARBY)) {
            if (tweets.add(shown.view().tweetId())) {
                candidates.add(candidate(shown, affinities, false));
            }
        }
        Set<Long> seen = scrolls.seen(reader);
        Future<double[]> scores = scoring.submit(
                () -> scorer.score(candidates.stream().map(Candidate::features).toList()));
        try {
            List<Candidate> ranked = order.of(candidates, scores.get(patience.toMillis(), TimeUnit.MILLISECONDS),
                    seen);
            meters.counter("whiteboard.feed.ranked", "version", scorer.version()).increment();
            return ranked;
        } catch (ExecutionException | TimeoutException e) {
            scores.cancel(true);
            LOG.debug("ranked by time: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        meters.counter("whiteboard.feed.ranked", "version", "chronological").increment();
        return candidates.stream().filter(Candidate::followed).sorted(Candidate.NEWEST_FIRST).toList();
    }

    private static Candidate candidate(Shown shown, Map<Long, Long> affinities, boolean followed) {
        Instant posted = SnowflakeGenerator.issuedAt(shown.entryId());
        double age = Math.max(0, Duration.between(posted, shown.asked()).toSeconds() / 3_600.0);
        Features features = new Features(age, shown.view().likes(), shown.view().retweets(), shown.view().replies(),
                affinities.getOrDefault(shown.authorId(), 0L), !shown.view().media().isEmpty(), followed);
        return new Candidate(shown, features, followed);
    }

    @Override
    public void close() {
        scoring.shutdownNow();
    }
}
