package dev.whiteboard.feed.fanout;

/**
 * What is left of an entry's way to its followers.
 *
 * @param after all followers up to this one have it
 * @param demoted whether readers pull it until the last one has it
 */
record FanoutJob(long entry, long author, long after, boolean demoted) {
    /** The page that is next. */
    record Next(long author, long after) {}

    Next next() {
        return new Next(author, after);
    }
}
