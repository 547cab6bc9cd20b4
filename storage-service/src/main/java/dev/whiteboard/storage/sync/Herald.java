package dev.whiteboard.storage.sync;

import dev.whiteboard.common.redis.RedisConnection;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the other nodes, through Redis, whose log has grown. Nobody waits for it, and nothing is lost with what it loses:
 * {@link FeedPoll} finds it a second later.
 */
final class Herald implements AutoCloseable {
    private static final String CHANNEL = "storage:feed-changed";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RedisConnection<String> redis;

    /** @param hearer hears whose log has grown, also of what this node says itself */
    Herald(String url, Consumer<String> hearer) {
        this.redis = RedisConnection.of(url, CHANNEL, PATIENCE);
        redis.listen(hearer);
    }

    void announce(Set<String> userIds) {
        redis.commands().ifPresent(commands -> userIds.forEach(user -> commands.publish(CHANNEL, user)));
    }

    /** Makes the connections, or makes them again; they mend themselves once they have been there. */
    void connect() {
        var _ = redis.commands();
    }

    @Override
    public void close() {
        redis.close();
    }
}
