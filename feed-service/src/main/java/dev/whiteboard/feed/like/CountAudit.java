package dev.whiteboard.feed.like;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds the counters against the sets and repairs what differs. The counters are exact as long as nobody but this service
 * writes; the audit is for the day when somebody does.
 */
@Component
class CountAudit {
    private static final Logger LOG = LoggerFactory.getLogger(CountAudit.class);

    private static final String PATIENCE = "60s";

    /** The true sizes of a tweet's sets. */
    private static final String SETS = """
            select t.id,
                   (select count(*) from tweet_like l where l.tweet_id = t.id) as likes,
                   (select count(*) from entry e where e.tweet_id = t.id and (e.id = e.tweet_id) = false) as retweets,
                   (select count(*) from tweet r where r.reply_to = t.id and r.deleted_at is null) as replies
            from tweet t""";

    private final JdbcClient jdbc;

    CountAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param drift the sum of the differences over all tweets and sets, so that a surplus here cannot hide a lack there */
    record Findings(long tweets, long drift) {}

    Findings findings() {
        return jdbc.sql("""
                select count(*), coalesce(sum(abs(c.likes - s.likes) + abs(c.retweets - s.retweets)
                                            + abs(c.replies - s.replies)), 0)
                from tweet_count c join (%s) s on s.id = c.tweet_id""".formatted(SETS))
                .query((row, number) -> new Findings(row.getLong(1), row.getLong(2))).single();
    }

    /**
     * Repairs one page of tweets. One statement holds the counters against the sets as of one moment, and nobody waits
     * for it; it may take {@value #PATIENCE}, for a tweet with millions of likes.
     *
     * @return where the next page begins, or nothing (0) if this was the last one
     */
    @Transactional
    public long repair(long after, int limit) {
        jdbc.sql("set local statement_timeout = '%s'".formatted(PATIENCE)).update();
        List<Long> page = jdbc.sql("""
                select tweet_id from tweet_count where tweet_id > :after order by tweet_id limit :limit""")
                .param("after", after).param("limit", limit).query(Long.class).list();
        List<Long> wrong = page.isEmpty()
                ? page
                : jdbc.sql("""
                        select c.tweet_id from tweet_count c join (%s where t.id = any(:page)) s on s.id = c.tweet_id
                        where (c.likes, c.retweets, c.replies) is distinct from (s.likes, s.retweets, s.replies)"""
                        .formatted(SETS)).param("page", page.toArray(Long[]::new)).query(Long.class).list();
        if (!wrong.isEmpty()) {
            countAgain(wrong);
        }
        return page.size() < limit ? 0 : page.getLast();
    }

    /**
     * Locks the counters first, so that what is counted then cannot change before it is written: counting first would
     * write an old size over a newer one.
     */
    private void countAgain(List<Long> wrong) {
        Long[] tweets = wrong.toArray(Long[]::new);
        jdbc.sql("select 1 from tweet_count where tweet_id = any(:wrong) order by tweet_id for no key update")
                .param("wrong", tweets).query(Integer.class).list();
        int repaired = jdbc.sql("""
                update tweet_count c set likes = s.likes, retweets = s.retweets, replies = s.replies
                from (%s where t.id = any(:wrong)) s where s.id = c.tweet_id""".formatted(SETS))
                .param("wrong", tweets).update();
        LOG.warn("{} counters differed from their sets and were counted again", repaired);
    }
}
