package dev.whiteboard.feed.timeline;

/** Redis did not answer in time. */
public final class RedisAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RedisAway(String why) {
        super(why, null, false, false);
    }
}
