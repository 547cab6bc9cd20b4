package dev.whiteboard.feed.ranking;

import dev.whiteboard.feed.tweet.Shown;
import dev.whiteboard.feed.tweet.Sql;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What Postgres knows beyond the home timeline. */
@Repository
class CandidateStore {
    private final JdbcClient jdbc;
    private final Shown.Rows rows;

    CandidateStore(JdbcClient jdbc, Shown.Rows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** What those whom the reader follows liked lately, by somebody else. */
    List<Shown> likedNearby(long reader, int limit) {
        return jdbc.sql("with " + Sql.HIDDEN + """
                , near as materialized (
                    select l.tweet_id, max(l.at) as at
                    from (select followee_id from follow where follower_id = :me order by since desc limit 200) f
                    cross join lateral (
                        select tweet_id, at from tweet_like where user_id = f.followee_id order by at desc limit 5) l
                    group by l.tweet_id order by 2 desc limit :limit)
                """ + Sql.SHOWN + "near join entry e on e.id = near.tweet_id" + Sql.JOINS
                + "where e.author_id <> :me and " + Sql.VISIBLE)
                .param("me", reader).param("muted", true).param("limit", limit).query(rows).list();
    }

    /** How many of the reader's latest likes went to each author. */
    Map<Long, Long> affinities(long reader) {
        return jdbc.sql("""
                select t.author_id, count(*) from (
                    select tweet_id from tweet_like where user_id = :me order by at desc limit 200) l
                join tweet t on t.id = l.tweet_id group by 1""").param("me", reader)
                .query((row, number) -> Map.entry(row.getLong(1), row.getLong(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Of a pinned order, what may still be seen: what came because somebody was followed, only while they are. */
    List<Shown> still(long reader, List<Long> entries, List<Long> ofFollowed) {
        return jdbc.sql("with " + Sql.HIDDEN + Sql.SHOWN
                + "unnest(:entries::bigint[]) with ordinality as pinned (id, place) join entry e on e.id = pinned.id"
                + Sql.JOINS + "where " + Sql.VISIBLE + """
                         and (e.author_id = :me or not e.id = any(:ofFollowed::bigint[]) or exists (
                            select from follow f where f.follower_id = :me and f.followee_id = e.author_id))
                        order by pinned.place""")
                .param("me", reader).param("muted", true).param("entries", entries.toArray(Long[]::new))
                .param("ofFollowed", ofFollowed.toArray(Long[]::new)).query(rows).list();
    }
}
