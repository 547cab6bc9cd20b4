package dev.whiteboard.feed.timeline;

/**
 * Where a timeline is. The hash tag is one of 64, so that one script call serves all followers of a page that share it,
 * also on Redis Cluster.
 */
final class TimelineKey {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int BITS = 6;

    private TimelineKey() {}

    static int slot(long owner) {
        return (int) ((owner * GOLDEN) >>> (Long.SIZE - BITS));
    }

    static String of(long owner) {
        return "feed:home:{" + slot(owner) + "}:" + owner;
    }
}
