package dev.whiteboard.storage.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes who waits: at once by the node that commits, in milliseconds through Redis, and at the latest by asking the database. */
@Component
class FeedPoll {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPoll.class);

    private final Wakeups wakeups;
    private final Herald herald;
    private final FeedReader reader;
    private Map<String, Long> seen = Map.of();

    FeedPoll(Wakeups wakeups, Herald herald, FeedReader reader) {
        this.wakeups = wakeups;
        this.herald = herald;
        this.reader = reader;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(FeedsChanged change) {
        wakeups.wake(change.userIds());
        herald.announce(change.userIds());
    }

    @Scheduled(fixedDelayString = "${whiteboard.sync.poll-every}")
    synchronized void poll() {
        try {
            herald.connect();
            List<String> waiting = wakeups.users();
            Map<String, Long> lengths = waiting.isEmpty() ? Map.of() : reader.lengths(waiting);
            Map<String, Long> before = seen;
            seen = new HashMap<>(lengths);
            wakeups.wake(lengths.keySet().stream()
                    .filter(user -> !Objects.equals(lengths.get(user), before.get(user))).toList());
        } catch (RuntimeException e) {
            LOG.warn("could not ask whose files have changed: {}", e.toString());
        }
    }
}
