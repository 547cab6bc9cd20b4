package dev.whiteboard.drills.feed;

/** A tweet that was acknowledged. */
final class Post {
    private final String id;
    private final int author;
    private volatile Belief deleted = Belief.NO;
    private volatile long deletedAt = Long.MAX_VALUE;

    Post(String id, int author) {
        this.id = id;
        this.author = author;
    }

    String id() {
        return id;
    }

    int author() {
        return author;
    }

    Belief deleted() {
        return deleted;
    }

    /** Whether its deletion had been acknowledged by then. */
    boolean goneAt(long nanos) {
        return deleted == Belief.YES && deletedAt - nanos < 0;
    }

    synchronized void delete(boolean inDoubt) {
        if (deleted != Belief.YES) {
            deletedAt = System.nanoTime();
            deleted = Belief.after(true, inDoubt);
        }
    }
}
