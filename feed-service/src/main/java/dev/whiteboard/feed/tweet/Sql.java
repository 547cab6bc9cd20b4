package dev.whiteboard.feed.tweet;

/**
 * The pieces of every query for tweets, so that who may see what is written down once. Aliases: {@code e} the entry,
 * {@code t} its tweet. Parameters: {@code :me} the reader (0 for nobody) and {@code :muted}, whether mutes count.
 *
 * <p>
 * Timelines in Redis and events in flight hold ids only. Whatever they say, a tweet reaches a reader through these
 * conditions on what is committed now: so a block, an unfollow or a deletion holds from the next read on, on every path,
 * without anything being purged first.
 */
public final class Sql {
    /** Those of whom the reader sees nothing: blocked by either side, or muted. One array, made once a statement. */
    public static final String HIDDEN = """
            hidden as materialized (
                select coalesce(array_agg(id), '{}') as ids from (
                    select blocked_id as id from block where blocker_id = :me
                    union all select blocker_id from block where blocked_id = :me
                    union all select muted_id from mute where muter_id = :me and :muted) everybody
            )""";

    /** Not deleted, and neither who posted it nor who wrote it is hidden. */
    public static final String VISIBLE = """
            t.deleted_at is null and e.author_id <> all ((select ids from hidden)::bigint[])
            and t.author_id <> all ((select ids from hidden)::bigint[])""";

    /** What {@link Body.Counts} reads of {@code tweet_count c}, for the tweet {@code t}. */
    public static final String COUNTS = """
            c.likes, c.retweets, c.replies, (select wb_now()) as asked,
            exists (select from tweet_like l where l.tweet_id = t.id and l.user_id = :me) as liked,
            exists (select from entry own where own.tweet_id = t.id and own.author_id = :me
                                           and (own.id = own.tweet_id) = false) as retweeted
            from\s""";

    /** What {@link Shown.Rows} reads, and the joins that it takes; follows a {@code from} that brings {@code e} and {@code t}. */
    public static final String SHOWN = """
            select e.id as entry_id, e.author_id as poster_id, poster.username as poster_username,
                   poster.display_name as poster_name, t.id as tweet_id, t.author_id, author.username,
                   author.display_name, """ + Body.COLUMNS + ", " + COUNTS;

    /** The tables of {@link #SHOWN} beside {@code e}. */
    public static final String JOINS = """

            join tweet t on t.id = e.tweet_id
            join tweet_count c on c.tweet_id = t.id
            join person author on author.id = t.author_id
            join person poster on poster.id = e.author_id
            """;

    private Sql() {}
}
