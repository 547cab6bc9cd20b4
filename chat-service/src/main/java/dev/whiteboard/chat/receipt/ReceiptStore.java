package dev.whiteboard.chat.receipt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of watermarks. A row only ever grows, whoever writes it and in whatever order. */
@Repository
class ReceiptStore {
    private static final String RAISE = """
            with input as (
                select * from unnest(cast(:conversations as bigint[]), cast(:users as bigint[]), cast(:devices as text[]),
                    cast(:delivered as bigint[]), cast(:read as bigint[])) as i (conversation_id, user_id, device, delivered, read)
            ), allowed as materialized (
                select i.conversation_id, i.user_id, i.device, least(greatest(i.delivered, i.read), c.last_seq) as delivered,
                    least(i.read, c.last_seq) as read, c.member_version, c.type = 'direct' as direct
                from input i join conversation c on c.id = i.conversation_id
                join member m on m.conversation_id = i.conversation_id and m.user_id = i.user_id
            ), before as materialized (
                select r.conversation_id, r.user_id, max(r.delivered_seq) as delivered, max(r.read_seq) as read
                from receipt r join (select distinct conversation_id, user_id from allowed) a
                    on a.conversation_id = r.conversation_id and a.user_id = r.user_id
                group by r.conversation_id, r.user_id
            ), written as (
                insert into receipt as r (conversation_id, user_id, device, delivered_seq, read_seq)
                select conversation_id, user_id, device, delivered, read from allowed
                order by conversation_id, user_id, device
                on conflict (conversation_id, user_id, device) do update
                    set delivered_seq = greatest(r.delivered_seq, excluded.delivered_seq),
                        read_seq = greatest(r.read_seq, excluded.read_seq)
                    where excluded.delivered_seq > r.delivered_seq or excluded.read_seq > r.read_seq
                returning conversation_id, user_id, delivered_seq, read_seq
            )
            select w.conversation_id, w.user_id, bool_or(a.direct) as direct, max(a.member_version) as member_version,
                max(w.delivered_seq) as delivered, max(w.read_seq) as read,
                coalesce(max(b.delivered), 0) as delivered_before, coalesce(max(b.read), 0) as read_before
            from written w
            join allowed a on a.conversation_id = w.conversation_id and a.user_id = w.user_id
            left join before b on b.conversation_id = w.conversation_id and b.user_id = w.user_id
            group by w.conversation_id, w.user_id""";

    private static final String STANDINGS = """
            select e.conversation_id, e.seq, e.id,
                (select count(distinct r.user_id) from receipt r join member m using (conversation_id, user_id)
                 where r.conversation_id = e.conversation_id and r.user_id <> e.sender_id and r.delivered_seq >= e.seq) as delivered_count,
                (select count(distinct r.user_id) from receipt r join member m using (conversation_id, user_id)
                 where r.conversation_id = e.conversation_id and r.user_id <> e.sender_id and r.read_seq >= e.seq) as read_count,
                (select count(*) from member m where m.conversation_id = e.conversation_id) as member_count
            from unnest(cast(:conversations as bigint[]), cast(:seqs as bigint[])) as i (conversation_id, seq)
            join entry e on e.conversation_id = i.conversation_id and e.seq = i.seq""";

    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How one entry stands with the other members. */
    record Standing(long conversationId, long seq, long entryId, int delivered, int read, int members) {}

    /** Raises them all, those of members only and to no further than the log goes; answers which users came further. */
    List<Advance> raise(Collection<Watermark> watermarks) {
        List<Watermark> sorted = new ArrayList<>(watermarks);
        sorted.sort(Comparator.comparingLong(Watermark::conversationId).thenComparingLong(Watermark::userId)
                .thenComparing(Watermark::device));
        return jdbc.sql(RAISE)
                .param("conversations", sorted.stream().map(Watermark::conversationId).toArray(Long[]::new))
                .param("users", sorted.stream().map(Watermark::userId).toArray(Long[]::new))
                .param("devices", sorted.stream().map(Watermark::device).toArray(String[]::new))
                .param("delivered", sorted.stream().map(Watermark::delivered).toArray(Long[]::new))
                .param("read", sorted.stream().map(Watermark::read).toArray(Long[]::new))
                .query((row, _) -> new Advance(row.getLong("conversation_id"), row.getLong("user_id"),
                        row.getBoolean("direct"), row.getLong("member_version"),
                        news(row.getLong("delivered"), row.getLong("delivered_before")),
                        news(row.getLong("read"), row.getLong("read_before"))))
                .list();
    }

    List<Standing> standings(List<Long> conversations, List<Long> seqs) {
        return jdbc.sql(STANDINGS).param("conversations", conversations.toArray(Long[]::new))
                .param("seqs", seqs.toArray(Long[]::new))
                .query((row, _) -> new Standing(row.getLong("conversation_id"), row.getLong("seq"), row.getLong("id"),
                        row.getInt("delivered_count"), row.getInt("read_count"), row.getInt("member_count")))
                .list();
    }

    private static long news(long now, long before) {
        return now > before ? now : 0;
    }
}
