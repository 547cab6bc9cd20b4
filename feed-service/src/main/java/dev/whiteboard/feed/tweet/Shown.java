package dev.whiteboard.feed.tweet;

import dev.whiteboard.feed.person.PersonView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.RowMapper;

/**
 * A row that a reader may see.
 *
 * @param entryId its place in the timeline
 * @param posterId who put it there
 * @param authorId whose tweet it is
 * @param asked the database's time when it was asked
 */
public record Shown(long entryId, long posterId, long authorId, TweetView view, Instant asked) {

    /** Reads what {@link Sql#SHOWN} selects. */
    public static final class Rows implements RowMapper<Shown> {
        private final String mediaUrl;

        Rows(String mediaUrl) {
            this.mediaUrl = mediaUrl;
        }

        @Override
        public Shown mapRow(ResultSet row, int number) throws SQLException {
            long entry = row.getLong("entry_id");
            long tweet = row.getLong("tweet_id");
            long poster = row.getLong("poster_id");
            long author = row.getLong("author_id");
            PersonView user = PersonView.of(author, row.getString("username"), row.getString("display_name"));
            PersonView retweeter = entry == tweet
                    ? null
                    : PersonView.of(poster, row.getString("poster_username"), row.getString("poster_name"));
            TweetView view = Body.read(row, mediaUrl).seen(tweet, user, Body.Counts.read(row), retweeter);
            return new Shown(entry, poster, author, view, instant(row, "asked"));
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    }
}
