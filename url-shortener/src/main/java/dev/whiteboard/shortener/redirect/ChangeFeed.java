package dev.whiteboard.shortener.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.whiteboard.shortener.link.LinkChanged;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Brings every copy of a link up to date when it changes, in two ways that cover for each other.
 *
 * <p>
 * <b>Push:</b> the node that commits a change forgets its own copy, stores the new version in Redis and announces it;
 * every node that hears forgets its copy too. Milliseconds, but it needs Redis, and that the node lives long enough.
 *
 * <p>
 * <b>Repair:</b> each node asks Postgres twice a second which links changed lately. So a change is seen within a second
 * with Redis hung, or if its node died between commit and announcement.
 *
 * <p>
 * <b>Redis comes back.</b> It may hold entries older than changes that were made without it. Therefore no node reads from
 * Redis after a failure until it has itself stored there every change of the last {@link RedirectProperties#sharedLifetime}:
 * an entry older than that has died of age, a younger one has been overwritten. The same happens once at start.
 */
class ChangeFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private final Targets targets;
    private final SharedCache shared;
    private final TargetStore store;
    private final Duration overlap;
    private final Ticker ticker;
    private Map<String, Long> handled = Map.of();
    private long lastAsked;

    ChangeFeed(Targets targets, SharedCache shared, TargetStore store, RedirectProperties properties, Ticker ticker) {
        this.targets = targets;
        this.shared = shared;
        this.store = store;
        this.overlap = properties.feedOverlap();
        this.ticker = ticker;
        this.lastAsked = ticker.read();
        shared.listen(targets::drop);
    }

    /** After the commit, or a load that overtakes it would bring back what was there before. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(LinkChanged change) {
        String key = change.link().shortKey();
        Target target = Target.of(change.link());
        targets.drop(key);
        if (!change.guessable()) {
            shared.offer(Map.of(key, target));
            return;
        }
        if (shared.trusted() && shared.store(key, target)) {
            shared.announce(key, target.version());
        }
    }

    @Scheduled(fixedDelayString = "${whiteboard.redirect.feed-interval}")
    synchronized void repair() {
        try {
            long asked = ticker.read();
            boolean returning = !shared.trusted() && shared.answers();
            Duration sinceLast = Duration.ofNanos(asked - lastAsked).plus(overlap);
            List<TargetStore.Change> changes = store
                    .changesOfTheLast(returning ? shared.lifetime().plus(overlap) : sinceLast);
            lastAsked = asked;
            boolean stored = repeat(changes, returning);
            if (returning && stored) {
                shared.trust();
                LOG.info("Redis is trusted: {} changes were repeated to it", changes.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("could not ask which links changed: {}", e.toString());
        }
    }

    /** @return whether Redis holds every change */
    private boolean repeat(List<TargetStore.Change> changes, boolean returning) {
        boolean all = true;
        Map<String, Long> seen = new HashMap<>();
        for (TargetStore.Change change : changes) {
            boolean news = handled.getOrDefault(change.shortKey(), 0L) < change.target().version();
            if (news) {
                targets.drop(change.shortKey());
            }
            boolean wanted = returning || (news && shared.trusted());
            boolean stored = !wanted || shared.store(change.shortKey(), change.target());
            if (stored || returning) {
                seen.put(change.shortKey(), change.target().version());
            }
            all &= stored;
        }
        handled = seen;
        return all;
    }
}
