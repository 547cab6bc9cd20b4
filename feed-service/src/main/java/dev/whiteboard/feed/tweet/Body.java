package dev.whiteboard.feed.tweet;

import dev.whiteboard.feed.person.PersonView;
import dev.whiteboard.feed.person.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tweet says. It never changes. */
public record Body(String content, List<TweetView.Media> media, List<String> hashtags, List<String> mentions,
        @Nullable String replyTo, Instant createdAt) {

    /** The columns of {@code tweet t} that {@link #read} takes. */
    static final String COLUMNS = "t.content, t.media, t.hashtags, t.mentions, t.reply_to, t.created_at";

    static Body read(ResultSet row, String mediaUrl) throws SQLException {
        return new Body(row.getString("content"),
                list(row.getArray("media")).stream().map(id -> new TweetView.Media(id, mediaUrl + id)).toList(),
                list(row.getArray("hashtags")),
                Arrays.stream((Long[]) row.getArray("mentions").getArray()).map(UserId::text).toList(), replyTo(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** The tweet as one reader sees it now. */
    public TweetView seen(long tweet, PersonView author, Counts counts, @Nullable PersonView retweeter) {
        return new TweetView(TweetId.text(tweet), author, content, media, hashtags, mentions, replyTo, counts.likes(),
                counts.retweets(), counts.replies(), counts.liked(), counts.retweeted(), retweeter, createdAt);
    }

    /** The sizes of a tweet's sets, and whether the reader is in two of them. */
    public record Counts(long likes, long retweets, long replies, boolean liked, boolean retweeted) {
        public static Counts read(ResultSet row) throws SQLException {
            return new Counts(row.getLong("likes"), row.getLong("retweets"), row.getLong("replies"),
                    row.getBoolean("liked"), row.getBoolean("retweeted"));
        }
    }

    private static @Nullable String replyTo(ResultSet row) throws SQLException {
        long parent = row.getLong("reply_to");
        return row.wasNull() ? null : TweetId.text(parent);
    }

    private static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
