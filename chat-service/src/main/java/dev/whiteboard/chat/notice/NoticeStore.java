package dev.whiteboard.chat.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has happened and nobody has been notified of yet. */
@Repository
class NoticeStore {
    private static final long ONE_AT_A_TIME = 0x636861746e6f7465L;

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One run of entries of a conversation, and who wrote its last. */
    record Growth(long activityId, long conversationId, long lastSeq, long senderId, long memberVersion) {}

    /** Until the transaction ends no other node does this. */
    boolean claim() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:key)").param("key", ONE_AT_A_TIME).query(Boolean.class)
                .single();
    }

    List<Growth> unnoticed(Duration olderThan, int limit) {
        return jdbc.sql("""
                select a.id, a.conversation_id, a.last_seq, e.sender_id, c.member_version from activity a
                join conversation c on c.id = a.conversation_id
                join entry e on e.conversation_id = a.conversation_id and e.seq = a.last_seq
                where not a.noticed and a.at < wb_now() - :age * interval '1 millisecond' order by a.id limit :limit""")
                .param("age", olderThan.toMillis()).param("limit", limit)
                .query((row, _) -> new Growth(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5)))
                .list();
    }

    void noticed(Collection<Long> activities) {
        jdbc.sql("update activity set noticed = true where id = any (cast(:ids as bigint[]))")
                .param("ids", activities.toArray(Long[]::new)).update();
    }

    /** Those of the users who have not got that far and have not been notified of this conversation for a while. */
    List<Long> due(long conversationId, Collection<Long> users, long lastSeq, Duration pause) {
        return jdbc
                .sql("""
                        insert into notice as n (user_id, conversation_id, requested_at)
                        select u.user_id, :conversation, wb_now() from unnest(cast(:users as bigint[])) as u (user_id)
                        where not exists (select from receipt r where r.conversation_id = :conversation and r.user_id = u.user_id
                                          and r.delivered_seq >= :seq)
                        order by u.user_id
                        on conflict (user_id, conversation_id) do update set requested_at = excluded.requested_at
                            where n.requested_at < wb_now() - :pause * interval '1 millisecond'
                        returning user_id""")
                .param("conversation", conversationId).param("users", users.toArray(Long[]::new))
                .param("seq", lastSeq).param("pause", pause.toMillis()).query(Long.class).list();
    }

    Instant now() {
        return jdbc.sql("select wb_now()").query(OffsetDateTime.class).single().toInstant();
    }

    /** What nodes have long seen. */
    int forget(Duration olderThan) {
        return jdbc.sql("delete from activity where noticed and at < wb_now() - :age * interval '1 millisecond'")
                .param("age", olderThan.toMillis()).update();
    }
}
