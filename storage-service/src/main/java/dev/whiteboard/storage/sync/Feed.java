package dev.whiteboard.storage.sync;

import dev.whiteboard.common.id.SnowflakeGenerator;
import java.sql.Types;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Appends to the logs of all who can see a node. The number is taken under the lock of the feed's row, which is held to
 * the end of the transaction: numbers appear in the order of commits and without gaps, so a reader that has seen number
 * n never finds anything new before it. A sequence could not promise that: it gives out 7 before 6 has committed.
 */
@Service
public class Feed {
    private final JdbcClient jdbc;
    private final SnowflakeGenerator ids;
    private final ApplicationEventPublisher events;

    Feed(JdbcClient jdbc, SnowflakeGenerator ids, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.events = events;
    }

    /** Tells all of them the same; the last thing that a transaction does. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Collection<String> userIds, News news) {
        Map<String, News> each = new TreeMap<>();
        userIds.forEach(user -> each.put(user, news));
        append(each);
    }

    /** Tells each what concerns them. Rows are locked in the order of user ids, so that two transactions never wait for each other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Map<String, News> newsByUser) {
        new TreeMap<>(newsByUser).forEach(this::append);
        events.publishEvent(new FeedsChanged(Set.copyOf(newsByUser.keySet())));
    }

    private void append(String userId, News news) {
        jdbc.sql(
                """
                        with next as (update feed set last_seq = last_seq + 1 where user_id = :user returning last_seq)
                        insert into change (user_id, seq, mark, type, node_id, folder, parent_id, name, version, size, etag, by_user, conflict_of)
                        select :user, last_seq, :mark, :type, :node, :folder, :parent, :name, :version, :size, :etag, :by, :conflictOf
                        from next""")
                .param("user", userId).param("mark", ids.next()).param("type", news.type().name())
                .param("node", news.nodeId()).param("folder", news.folder())
                .param("parent", news.parentId(), Types.BIGINT).param("name", news.name())
                .param("version", news.version()).param("size", news.size()).param("etag", news.etag(), Types.VARCHAR)
                .param("by", news.by()).param("conflictOf", news.conflictOf(), Types.BIGINT).update();
    }
}
