package dev.whiteboard.feed.tweet;

import dev.whiteboard.feed.person.UserId;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A tweet or a retweet was posted.
 *
 * @param entryId its place in timelines; a tweet's is its own id
 * @param authorId who posted it: the author of the tweet, or who retweeted it
 * @param pushed whether workers push it to the followers
 */
public record EntryPosted(String entryId, String authorId, String tweetId, boolean pushed) {
    public static final String TOPIC = "feed.entries.v1";
    static final String TYPE = "feed.entry.posted";
    private static final int PARTITIONS = 12;

    static EntryPosted of(long entry, long author, long tweet, boolean pushed) {
        return new EntryPosted(TweetId.text(entry), UserId.text(author), TweetId.text(tweet), pushed);
    }

    public long entry() {
        return TweetId.parse(entryId).orElseThrow();
    }

    public long author() {
        return UserId.parse(authorId).orElseThrow();
    }

    static NewTopic topic() {
        return new NewTopic(TOPIC, PARTITIONS, (short) -1);
    }
}
