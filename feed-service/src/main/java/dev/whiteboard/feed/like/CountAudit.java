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
     * Repairs one page of tweets. Their rows are locked first, so that what is counted then cannot change before it is
     * written: counting first would write an old size over a newer one.
     *
     * @return where the next page begins, or nothing (0) if this was the last one
     */
    @Transactional
    public long repair(long after, int limit) {
        List<Long> page = jdbc.sql("""
                select tweet_id from tweet_count where tweet_id > :after order by tweet_id limit :limit
                for no key update""").param("after", after).param("limit", limit).query(Long.class).list();
        if (page.isEmpty()) {
            return 0;
        }
        int repaired = jdbc.sql("""
                update tweet_count c set likes = s.likes, retweets = s.retweets, replies = s.replies
                from (%s where t.id = any(:page)) s
                where s.id = c.tweet_id
                  and (c.likes, c.retweets, c.replies) is distinct from (s.likes, s.retweets, s.replies)"""
                .formatted(SETS)).param("page", page.toArray(Long[]::new)).update();
        if (repaired > 0) {
            LOG.warn("{} counters differed from their sets and were repaired", repaired);
        }
        return page.size() < limit ? 0 : page.getLast();
    }
}
