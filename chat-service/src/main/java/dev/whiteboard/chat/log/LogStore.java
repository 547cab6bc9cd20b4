package dev.whiteboard.chat.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the log. */
public class LogStore {
    private static final String COLUMNS = """
            e.conversation_id, e.seq, e.id, e.sender_id, e.kind, e.content, e.content_type, e.media_id, e.reply_to,
            e.target_id, e.edited, e.deleted, e.sent_at""";

    private static final String APPEND = """
            select * from append_entries(cast(? as bigint[]), cast(? as bigint[]), cast(? as text[]), cast(? as bigint[]),
                cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as bigint[]),
                cast(? as bigint[]))""";

    private final JdbcClient jdbc;

    LogStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the database said to one draft of a batch. */
    record Verdict(String name, long seq, @Nullable Instant sentAt, long memberVersion) {}

    /** Appends all of them in one statement, which is one transaction. */
    List<Verdict> append(List<Draft> drafts) {
        return jdbc.sql(APPEND)
                .param(column(drafts, Draft::conversationId, Long[]::new))
                .param(column(drafts, Draft::senderId, Long[]::new))
                .param(column(drafts, Draft::clientMsgId, String[]::new))
                .param(column(drafts, Draft::id, Long[]::new))
                .param(column(drafts, draft -> draft.kind().name().toLowerCase(Locale.ROOT), String[]::new))
                .param(column(drafts, Draft::content, String[]::new))
                .param(column(drafts, Draft::contentType, String[]::new))
                .param(column(drafts, Draft::mediaId, String[]::new))
                .param(column(drafts, Draft::replyTo, Long[]::new))
                .param(column(drafts, Draft::targetId, Long[]::new))
                .query((row, _) -> new Verdict(row.getString("verdict"), row.getLong("seq"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(), row.getLong("member_version")))
                .list();
    }

    /** What that sender has sent under that name. */
    Optional<Entry> sent(long senderId, String clientMsgId) {
        return jdbc
                .sql("select " + COLUMNS
                        + """
                                , 0 as member_version from sent s join entry e on e.conversation_id = s.conversation_id and e.id = s.entry_id
                                where s.sender_id = :sender and s.client_msg_id = :name""")
                .param("sender", senderId)
                .param("name", clientMsgId).query(LogStore::entry).optional();
    }

    /** Entries after a place, in order, whoever asks. */
    public List<Entry> after(long conversationId, long seq, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                , c.member_version from entry e join conversation c on c.id = e.conversation_id
                where e.conversation_id = :conversation and e.seq > :seq order by e.seq limit :limit""")
                .param("conversation", conversationId).param("seq", seq).param("limit", limit)
                .query(LogStore::entry).list();
    }

    /** Entries between two places, both exclusive, in order, if that user is a member when they are read. */
    public List<Entry> visible(long userId, long conversationId, long after, long before, boolean fromTheEnd,
            int limit) {
        List<Entry> page = jdbc.sql("select " + COLUMNS + """
                , c.member_version from entry e join conversation c on c.id = e.conversation_id
                join member m on m.conversation_id = c.id and m.user_id = :user
                where e.conversation_id = :conversation and e.seq > :after and e.seq < :before
                order by e.seq\s""" + (fromTheEnd ? "desc" : "asc") + " limit :limit")
                .param("user", userId).param("conversation", conversationId).param("after", after)
                .param("before", before).param("limit", limit).query(LogStore::entry).list();
        return fromTheEnd ? page.reversed() : page;
    }

    /** A message of a conversation. */
    Optional<Entry> find(long conversationId, long id) {
        return jdbc.sql("select " + COLUMNS + """
                , 0 as member_version from entry e
                where e.conversation_id = :conversation and e.id = :id and e.kind = 'message'""")
                .param("conversation", conversationId).param("id", id).query(LogStore::entry).optional();
    }

    /** One column of a batch. */
    private interface Column<T> {
        @Nullable
        T of(Draft draft);
    }

    @SuppressWarnings("NullAway") // what a draft does not have is null in its column
    private static <T> Object column(List<Draft> drafts, Column<T> value, IntFunction<T[]> array) {
        T[] values = array.apply(drafts.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.of(drafts.get(i));
        }
        return values;
    }

    static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(row.getLong("conversation_id"), row.getLong("seq"), row.getLong("id"),
                row.getLong("sender_id"), Entry.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("content"), row.getString("content_type"), row.getString("media_id"),
                row.getObject("reply_to", Long.class), row.getObject("target_id", Long.class),
                row.getBoolean("edited"), row.getBoolean("deleted"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(), row.getLong("member_version"));
    }
}
