package dev.whiteboard.feed.stream;

import dev.whiteboard.feed.FeedApi;
import dev.whiteboard.feed.home.Home;
import java.util.List;

/** What a stream tells, without waiting for its next batch. */
public final class NewsLoad {
    private NewsLoad() {}

    /** The tweets that a reader is told of who comes back after that entry. */
    public static List<String> after(FeedApi api, long reader, long entry) {
        return new News(api.bean(Home.class), reader, entry).next().stream().map(shown -> shown.view().tweetId())
                .toList();
    }
}
