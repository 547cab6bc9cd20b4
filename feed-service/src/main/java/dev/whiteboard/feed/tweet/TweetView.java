package dev.whiteboard.feed.tweet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.whiteboard.feed.person.PersonView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tweet as one reader sees it.
 *
 * @param liked whether the reader likes it
 * @param retweeted whether the reader retweeted it
 * @param retweetedBy who brought it into this timeline, if it was not its author
 */
public record TweetView(String tweetId, PersonView user, String content, List<Media> media, List<String> hashtags,
        List<String> mentions, @Nullable String replyTo, long likes, long retweets, long replies, boolean liked,
        boolean retweeted, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PersonView retweetedBy,
        Instant createdAt) {

    /** Something to look at; the address needs no token. */
    public record Media(String mediaId, String url) {}
}
