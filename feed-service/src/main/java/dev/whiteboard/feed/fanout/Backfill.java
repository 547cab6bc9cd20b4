package dev.whiteboard.feed.fanout;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventHandler;
import dev.whiteboard.feed.graph.FollowChanged;
import dev.whiteboard.feed.timeline.RedisAway;
import dev.whiteboard.feed.timeline.Timelines;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets timelines follow the graph: whoever is followed brings what they posted, whoever is not any more takes it away. It
 * is tried at once by the node that changed the graph, and done for certain when the event comes by Kafka.
 *
 * <p>
 * It asks what is true now instead of believing the event, so repeated and reordered events do no harm; and since the
 * graph may change between the question and the removal, it asks again after a removal.
 */
@Component
class Backfill implements EventHandler<FollowChanged> {
    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    private final FanoutStore store;
    private final Timelines timelines;
    private final FanoutProperties properties;

    Backfill(FanoutStore store, Timelines timelines, FanoutProperties properties) {
        this.store = store;
        this.timelines = timelines;
        this.properties = properties;
    }

    @Override
    public String consumer() {
        return "feed.backfill";
    }

    @Override
    public String topic() {
        return FollowChanged.TOPIC;
    }

    @Override
    public Class<FollowChanged> payload() {
        return FollowChanged.class;
    }

    @Override
    public void handle(Event<FollowChanged> event) {
        FollowChanged change = event.payload();
        if (change != null) {
            reconcile(change.follower(), change.followee());
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(FollowChanged change) {
        try {
            reconcile(change.follower(), change.followee());
        } catch (RedisAway away) {
            LOG.debug("left to the event: {}", away.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("left to the event: {}", e.toString());
        }
    }

    private void reconcile(long follower, long followee) {
        List<Long> entries = store.newest(followee, properties.backfill());
        if (!store.follows(follower, followee)) {
            timelines.remove(follower, entries);
            if (!store.follows(follower, followee)) {
                return;
            }
            entries = store.newest(followee, properties.backfill());
        }
        if (!entries.isEmpty()) {
            boolean all = entries.size() < properties.backfill();
            timelines.merge(follower, entries, all ? 0 : entries.getLast() - 1);
        }
    }
}
