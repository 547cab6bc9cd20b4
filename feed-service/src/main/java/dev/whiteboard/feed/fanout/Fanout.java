package dev.whiteboard.feed.fanout;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventBatchHandler;
import dev.whiteboard.feed.timeline.RedisAway;
import dev.whiteboard.feed.timeline.Timelines;
import dev.whiteboard.feed.tweet.EntryPosted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Pushes what was posted to the first page of its author's followers, which for most authors is all of them; the others
 * become jobs. An entry that Redis does not take is pulled by its readers until it does, so nothing ever waits for Redis.
 */
@Component
class Fanout implements EventBatchHandler<EntryPosted> {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);

    private final FanoutStore store;
    private final Timelines timelines;
    private final FanoutWorkers workers;
    private final FanoutProperties properties;

    Fanout(FanoutStore store, Timelines timelines, FanoutWorkers workers, FanoutProperties properties) {
        this.store = store;
        this.timelines = timelines;
        this.workers = workers;
        this.properties = properties;
    }

    @Override
    public String consumer() {
        return "feed.fanout";
    }

    @Override
    public String topic() {
        return EntryPosted.TOPIC;
    }

    @Override
    public Class<EntryPosted> payload() {
        return EntryPosted.class;
    }

    @Override
    public int concurrency() {
        return properties.threads();
    }

    @Override
    public void handleAll(List<Event<EntryPosted>> events) {
        List<EntryPosted> pushed = events.stream().map(Event::payload).filter(Objects::nonNull)
                .filter(EntryPosted::pushed).toList();
        Map<Long, List<Long>> entriesByFollower = new HashMap<>();
        boolean more = false;
        for (EntryPosted posted : pushed) {
            List<Long> followers = store.followers(posted.author(), 0, properties.page());
            followers.forEach(follower -> entriesByFollower.computeIfAbsent(follower, id -> new ArrayList<>())
                    .add(posted.entry()));
            if (followers.size() == properties.page()) {
                store.remember(posted.entry(), posted.author(), followers.getLast());
                more = true;
            }
        }
        push(pushed, entriesByFollower);
        CrashPoint.reached("fanout.pushed");
        if (more) {
            workers.wakeAfterCommit();
        }
    }

    private void push(List<EntryPosted> entries, Map<Long, List<Long>> entriesByFollower) {
        try {
            timelines.push(entriesByFollower);
        } catch (RedisAway away) {
            LOG.warn("{} entries will be pulled: {}", entries.size(), away.getMessage());
            entries.stream().sorted(java.util.Comparator.comparingLong(EntryPosted::author))
                    .forEach(posted -> store.demote(posted.entry(), posted.author(), properties.pause()));
        }
    }
}
