package dev.whiteboard.feed.tweet;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of tweets and entries. */
@Repository
class TweetStore {
    private final JdbcClient jdbc;
    private final Shown.Rows rows;

    TweetStore(JdbcClient jdbc, Shown.Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    long followers(long author) {
        return jdbc.sql("select followers from person where id = :id").param("id", author).query(Long.class)
                .optional().orElse(0L);
    }

    void insert(long id, long author, Draft draft, List<Long> mentions, boolean pushed) {
        jdbc.sql("""
                with written as (
                    insert into tweet (id, author_id, content, media, hashtags, mentions, reply_to)
                    values (:id, :author, :content, :media::text[], :hashtags::text[], :mentions::bigint[], :replyTo)
                    returning id
                ), counted as (
                    insert into tweet_count (tweet_id) select id from written
                )
                insert into entry (id, author_id, tweet_id, pushed) select id, :author, id, :pushed from written""")
                .param("id", id).param("author", author).param("content", draft.content())
                .param("media", draft.media().toArray(String[]::new))
                .param("hashtags", TweetText.hashtags(draft.content()).toArray(String[]::new))
                .param("mentions", mentions.toArray(Long[]::new))
                .param("replyTo", draft.replyTo(), java.sql.Types.BIGINT).param("pushed", pushed).update();
    }

    /** @return whether there was none yet */
    boolean insertRetweet(long id, long author, long tweet, boolean pushed) {
        return jdbc.sql("""
                insert into entry (id, author_id, tweet_id, pushed) values (:id, :author, :tweet, :pushed)
                on conflict do nothing""")
                .param("id", id).param("author", author).param("tweet", tweet).param("pushed", pushed).update() == 1;
    }

    /** @return whether there was one */
    boolean deleteRetweet(long author, long tweet) {
        return jdbc.sql(
                "delete from entry where tweet_id = :tweet and author_id = :author and (id = tweet_id) = false")
                .param("tweet", tweet).param("author", author).update() == 1;
    }

    void notePulled(long author) {
        jdbc.sql("""
                insert into pulled_author values (:author)
                on conflict (author_id) do update set author_id = excluded.author_id""").param("author", author)
                .update();
    }

    void countReply(long parent, int by) {
        jdbc.sql("update tweet_count set replies = replies + :by where tweet_id = :id").param("by", by)
                .param("id", parent).update();
    }

    void countRetweet(long tweet, int by) {
        jdbc.sql("update tweet_count set retweets = retweets + :by where tweet_id = :id").param("by", by)
                .param("id", tweet).update();
    }

    /** Until the transaction ends nobody deletes it. @return whether it is still there */
    boolean hold(long tweet) {
        return jdbc.sql("select id from tweet where id = :id and deleted_at is null for share").param("id", tweet)
                .query(Long.class).optional().isPresent();
    }

    /** @return what it replied to, if it was there, was the author's and is now gone */
    Optional<Gone> delete(long tweet, long author) {
        return jdbc.sql("""
                update tweet set deleted_at = wb_now() where id = :id and author_id = :author and deleted_at is null
                returning reply_to""").param("id", tweet).param("author", author)
                .query((row, number) -> new Gone(row.getObject(1, Long.class))).optional();
    }

    /** @return nothing if there is none that this reader may see; a mute does not count, they asked for it by name */
    Optional<Shown> find(long me, long tweet) {
        return jdbc
                .sql("with " + Sql.HIDDEN + Sql.SHOWN + "entry e" + Sql.JOINS + "where e.id = :id and t.id = :id and "
                        + Sql.VISIBLE)
                .param("me", me).param("muted", false).param("id", tweet).query(rows).optional();
    }

    /** What answers a tweet, oldest first. */
    List<Shown> replies(long me, long tweet, long after, int limit) {
        return jdbc.sql("with " + Sql.HIDDEN + Sql.SHOWN + "entry e" + Sql.JOINS + """
                where e.id = t.id and t.reply_to = :parent and t.id > :after and\s""" + Sql.VISIBLE
                + " order by t.id limit :limit").param("me", me).param("muted", true).param("parent", tweet)
                .param("after", after).param("limit", limit).query(rows).list();
    }

    /** What somebody posted, newest first. */
    List<Shown> of(long me, long author, long before, int limit) {
        return jdbc.sql("with " + Sql.HIDDEN + Sql.SHOWN + "entry e" + Sql.JOINS + """
                where e.author_id = :author and e.id < :before and\s""" + Sql.VISIBLE
                + " order by e.id desc limit :limit").param("me", me).param("muted", false).param("author", author)
                .param("before", before).param("limit", limit).query(rows).list();
    }

    /** A deleted tweet. */
    record Gone(@Nullable Long replyTo) {}
}
