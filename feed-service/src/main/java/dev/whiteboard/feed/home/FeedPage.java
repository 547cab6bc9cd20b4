package dev.whiteboard.feed.home;

import dev.whiteboard.feed.tweet.TweetView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a feed.
 *
 * @param nextCursor null at the end
 */
public record FeedPage(List<TweetView> tweets, @Nullable String nextCursor) {
    public FeedPage {
        tweets = List.copyOf(tweets);
    }
}
