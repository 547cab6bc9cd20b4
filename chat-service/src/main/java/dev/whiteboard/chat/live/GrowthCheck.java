package dev.whiteboard.chat.live;

import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Asks the database, twice a second, which conversations have grown: news may be lost, and a node may die between a commit
 * and its announcement. It asks for transactions that were not over when it asked before, so that one which took long to
 * commit is not missed; a time or a sequence could not promise that.
 */
final class GrowthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(GrowthCheck.class);

    private final JdbcClient jdbc;
    private final Feeds feeds;
    private final DatabaseTime time;
    private String since = "";

    GrowthCheck(JdbcClient jdbc, Feeds feeds, DatabaseTime time) {
        this.jdbc = jdbc;
        this.feeds = feeds;
        this.time = time;
    }

    private record Horizon(String transaction, OffsetDateTime now) {}

    private record Growth(long conversationId, long first, long last, long version) {}

    @Scheduled(fixedDelayString = "${whiteboard.live.check-interval}")
    void check() {
        try {
            long asked = time.own();
            Horizon horizon = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text, wb_now()")
                    .query((row, _) -> new Horizon(row.getString(1), row.getObject(2, OffsetDateTime.class))).single();
            time.told(asked, horizon.now.toInstant());
            if (!since.isEmpty()) {
                growths().forEach(one -> feeds.grown(one.conversationId, one.first, one.last, one.version));
            }
            since = horizon.transaction;
            feeds.retryFailed();
        } catch (DataAccessException e) {
            LOG.warn("could not ask which conversations have grown: {}", e.toString());
        }
    }

    private List<Growth> growths() {
        return jdbc.sql("""
                select a.conversation_id, a.first_seq, a.last_seq, c.member_version
                from (select conversation_id, min(first_seq) as first_seq, max(last_seq) as last_seq
                      from activity where transaction >= cast(:since as xid8) group by conversation_id) a
                join conversation c on c.id = a.conversation_id""").param("since", since)
                .query((row, _) -> new Growth(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).list();
    }
}
