package dev.whiteboard.feed.like;

import java.util.concurrent.CompletableFuture;

/**
 * What somebody wants to be true of one tweet.
 *
 * @param done is completed once it is, on the disk
 */
record Wish(long tweet, long user, boolean liked, CompletableFuture<Void> done) {
    Wish(long tweet, long user, boolean liked) {
        this(tweet, user, liked, new CompletableFuture<>());
    }

    Pair pair() {
        return new Pair(tweet, user);
    }

    /** Of two wishes of one pair the later one counts, so they never share a batch. */
    record Pair(long tweet, long user) {}
}
