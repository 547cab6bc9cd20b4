package dev.whiteboard.feed.graph;

import dev.whiteboard.feed.person.UserId;
import org.apache.kafka.clients.admin.NewTopic;

/** Somebody follows somebody, or no longer does; told inside this service at once, and by Kafka for certain. */
public record FollowChanged(String followerId, String followeeId, boolean following) {
    public static final String TOPIC = "feed.follows.v1";
    static final String TYPE = "feed.follow.changed";
    private static final int PARTITIONS = 6;

    static FollowChanged of(long follower, long followee, boolean following) {
        return new FollowChanged(UserId.text(follower), UserId.text(followee), following);
    }

    public long follower() {
        return UserId.parse(followerId).orElseThrow();
    }

    public long followee() {
        return UserId.parse(followeeId).orElseThrow();
    }

    static NewTopic topic() {
        return new NewTopic(TOPIC, PARTITIONS, (short) -1);
    }
}
