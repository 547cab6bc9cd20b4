package dev.whiteboard.feed.like;

import dev.whiteboard.feed.FeedApi;
import java.util.concurrent.CompletableFuture;

/** Likes without HTTP around them. */
public final class LikeLoad {
    private LikeLoad() {}

    public static CompletableFuture<Void> wish(FeedApi api, long tweet, long user, boolean liked) {
        Wish wish = new Wish(tweet, user, liked);
        api.bean(LikeWriter.class).submit(wish);
        return wish.done();
    }

    public static long drift(FeedApi api) {
        return api.bean(CountAudit.class).findings().drift();
    }
}
