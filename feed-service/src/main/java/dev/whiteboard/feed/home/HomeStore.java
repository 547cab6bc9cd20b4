package dev.whiteboard.feed.home;

import static java.util.Objects.requireNonNull;

import dev.whiteboard.feed.person.Names;
import dev.whiteboard.feed.person.PersonView;
import dev.whiteboard.feed.tweet.Bodies;
import dev.whiteboard.feed.tweet.Body;
import dev.whiteboard.feed.tweet.Shown;
import dev.whiteboard.feed.tweet.Sql;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The home timeline as Postgres knows it. */
@Repository
class HomeStore {
    /** Whose entries the reader gets: their own, and those of whom they followed when the scroll began. */
    private static final String MINE = """
            (e.author_id = :me or exists (
                select from follow f where f.follower_id = :me and f.followee_id = e.author_id and f.since <= :asOf))""";

    /**
     * A tweet stands where it came in first: a retweet of what the reader gets anyway, from its author or an earlier
     * retweeter, is not shown. Since something new can only hide itself, and never what stands below it, pages that are
     * read one after the other do not repeat a tweet, and skip none.
     */
    private static final String FIRST = """
            (e.id = e.tweet_id or not exists (
                select from entry earlier where earlier.tweet_id = e.tweet_id and earlier.id < e.id
                    and earlier.author_id <> all ((select ids from hidden)::bigint[])
                    and (earlier.author_id = :me or exists (
                        select from follow f where f.follower_id = :me and f.followee_id = earlier.author_id
                            and f.since <= :asOf))))""";

    private static final String WANTED = Sql.VISIBLE + " and " + FIRST;

    private static final String PULL = "with " + Sql.HIDDEN + """
            , source as materialized (
                select followee_id as id from follow where follower_id = :me and since <= :asOf
                union all select :me
            ), top as materialized (
                select newest.id from source cross join lateral (
                    select e.id from entry e join tweet t on t.id = e.tweet_id
                    where e.author_id = source.id and e.id < :before and\s""" + WANTED + """

                    order by e.id desc limit :limit) newest
                order by newest.id desc limit :limit
            )
            """ + Sql.SHOWN + "top join entry e on e.id = top.id" + Sql.JOINS + "order by e.id desc";

    /** Says nothing of what a tweet says: that is known by heart. Candidates come in order, so a full page ends the search. */
    private static final String JUDGE = "with " + Sql.HIDDEN + """
            select e.id as entry_id, e.author_id as poster_id, t.id as tweet_id, t.author_id,\s""" + Sql.COUNTS + """
            (select id from unnest(:candidates::bigint[]) as one (id) order by id desc) candidate
            join entry e on e.id = candidate.id
            join tweet t on t.id = e.tweet_id join tweet_count c on c.tweet_id = t.id
            where\s""" + MINE + " and " + WANTED + " order by candidate.id desc limit :limit";

    private static final String UNPUSHED = """
            select own.id, :me as author_id from (
                select e.id from entry e where e.author_id = :me and e.id < :before and e.id > :down
                order by e.id desc limit :limit) own
            union all
            select newest.id, a.author_id from pulled_author a
            join follow f on f.follower_id = :me and f.followee_id = a.author_id
            cross join lateral (
                select e.id from entry e
                where e.author_id = a.author_id and not e.pushed and e.id < :before and e.id > :down
                order by e.id desc limit :limit) newest""";

    private final JdbcClient jdbc;
    private final Shown.Rows rows;
    private final Bodies bodies;
    private final Names names;

    HomeStore(JdbcClient jdbc, Shown.Rows rows, Bodies bodies, Names names) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.bodies = bodies;
        this.names = names;
    }

    /** The newest entries before one, asked of every author whom the reader follows. */
    List<Shown> pull(Place place, int limit) {
        return jdbc.sql(PULL).param("me", place.reader()).param("muted", true).param("asOf", place.asOf())
                .param("before", place.before()).param("limit", limit).query(rows).list();
    }

    /** Which of these candidates the reader may see, the newest first. */
    List<Shown> judge(Place place, Collection<Long> candidates, int limit) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Judged> judged = jdbc.sql(JUDGE).param("me", place.reader()).param("muted", true)
                .param("asOf", place.asOf()).param("limit", limit).param("candidates", candidates.toArray(Long[]::new))
                .query((row, number) -> new Judged(row.getLong("entry_id"), row.getLong("poster_id"),
                        row.getLong("tweet_id"), row.getLong("author_id"), Body.Counts.read(row),
                        row.getObject("asked", OffsetDateTime.class).toInstant()))
                .list();
        Map<Long, Body> said = bodies.of(judged.stream().map(Judged::tweet).toList());
        Map<Long, PersonView> called = names.of(
                judged.stream().flatMap(one -> Stream.of(one.author(), one.poster())).collect(Collectors.toSet()));
        return judged.stream().map(one -> one.shown(said, called)).toList();
    }

    private record Judged(long entry, long poster, long tweet, long author, Body.Counts counts, Instant asked) {
        Shown shown(Map<Long, Body> said, Map<Long, PersonView> called) {
            PersonView retweeter = entry == tweet ? null : requireNonNull(called.get(poster));
            return new Shown(entry, poster, author, requireNonNull(said.get(tweet)).seen(tweet,
                    requireNonNull(called.get(author)), counts, retweeter), asked);
        }
    }

    /**
     * Candidates that no worker brings: the reader's own entries, which are there before any worker has seen them, and those
     * of authors who are pulled.
     *
     * @param down only entries above this
     * @param perAuthor so many of each; who has more raises the floor
     */
    Newest unpushed(Place place, long down, int perAuthor) {
        Map<Long, List<Long>> byAuthor = new HashMap<>();
        jdbc.sql(UNPUSHED).param("me", place.reader()).param("before", place.before()).param("down", down)
                .param("limit", perAuthor).query(row -> {
                    byAuthor.computeIfAbsent(row.getLong(2), author -> new ArrayList<>()).add(row.getLong(1));
                });
        long deepest = byAuthor.values().stream().filter(entries -> entries.size() == perAuthor)
                .mapToLong(entries -> Collections.min(entries) - 1).max().orElse(down);
        return new Newest(byAuthor.values().stream().flatMap(List::stream).toList(), Math.max(down, deepest));
    }

    /** The newest entries of all whom somebody follows, of each author at most so many. */
    Newest newest(long reader, int limit, int perAuthor) {
        List<Posted> posted = jdbc.sql("""
                select newest.id, f.followee_id, newest.place
                from follow f cross join lateral (
                    select e.id, row_number() over (order by e.id desc) as place from entry e
                    where e.author_id = f.followee_id order by e.id desc limit :perAuthor) newest
                where f.follower_id = :reader order by newest.id desc limit :limit""")
                .param("reader", reader).param("limit", limit).param("perAuthor", perAuthor)
                .query((row, number) -> new Posted(row.getLong(1), row.getInt(3))).list();
        long cut = posted.size() < limit ? 0 : posted.getLast().entry() - 1;
        long deepest = posted.stream().filter(entry -> entry.place() == perAuthor).mapToLong(Posted::entry).max()
                .orElse(0);
        return new Newest(posted.stream().map(Posted::entry).toList(), Math.max(cut, deepest - 1));
    }

    private record Posted(long entry, int place) {}

    /** @param floor nothing above it was left out */
    record Newest(List<Long> entries, long floor) {}
}
