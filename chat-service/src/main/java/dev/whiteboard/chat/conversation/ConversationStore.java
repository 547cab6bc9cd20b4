package dev.whiteboard.chat.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of conversations and members. A change of members locks the conversation's row first, as every append does. */
@Repository
class ConversationStore {
    private static final String COLUMNS = "c.id, c.type, c.name, c.last_seq, c.member_version, c.created_at, c.active_at";

    private final JdbcClient jdbc;

    ConversationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if this pair has a conversation already: the unique index decides */
    boolean insert(long id, Conversation.Type type, @Nullable String name, @Nullable String pair, long creator) {
        return jdbc.sql("""
                insert into conversation (id, type, name, pair, created_by) values (:id, :type, :name, :pair, :creator)
                on conflict (pair) do nothing""")
                .param("id", id).param("type", type.name().toLowerCase(Locale.ROOT)).param("name", name)
                .param("pair", pair).param("creator", creator).update() == 1;
    }

    Optional<Long> ofPair(String pair) {
        return jdbc.sql("select id from conversation where pair = :pair").param("pair", pair).query(Long.class)
                .optional();
    }

    /** Only one change of members at a time, and none beside an append. */
    Optional<Conversation.Type> lock(long id) {
        return jdbc.sql("select type from conversation where id = :id for no key update").param("id", id)
                .query((row, _) -> type(row.getString("type"))).optional();
    }

    int addMembers(long id, Collection<Long> users, Role role) {
        return jdbc.sql("""
                insert into member (conversation_id, user_id, role)
                select :id, user_id, :role from unnest(cast(:users as bigint[])) as u (user_id) order by user_id
                on conflict do nothing""")
                .param("id", id).param("users", users.toArray(Long[]::new)).param("role", text(role)).update();
    }

    int removeMember(long id, long user) {
        return jdbc.sql("delete from member where conversation_id = :id and user_id = :user").param("id", id)
                .param("user", user).update();
    }

    /** A group without an admin gets the one who has been in it longest. */
    void appointAdminIfNone(long id) {
        jdbc.sql("""
                update member set role = 'admin' where conversation_id = :id and user_id =
                    (select user_id from member where conversation_id = :id order by joined_at, user_id limit 1)
                and not exists (select from member where conversation_id = :id and role = 'admin')""")
                .param("id", id).update();
    }

    int changeRole(long id, long user, Role role) {
        return jdbc.sql("update member set role = :role where conversation_id = :id and user_id = :user")
                .param("role", text(role)).param("id", id).param("user", user).update();
    }

    long nextMemberVersion(long id) {
        return jdbc.sql("update conversation set member_version = member_version + 1 where id = :id "
                + "returning member_version").param("id", id).query(Long.class).single();
    }

    int countMembers(long id) {
        return jdbc.sql("select count(*) from member where conversation_id = :id").param("id", id)
                .query(Integer.class).single();
    }

    Optional<Role> role(long id, long user) {
        return jdbc.sql("select role from member where conversation_id = :id and user_id = :user").param("id", id)
                .param("user", user).query((row, _) -> role(row)).optional();
    }

    /** The conversation, if that user is in it. */
    Optional<Conversation> find(long id, long user) {
        List<Conversation> found = withMembers(jdbc.sql("select " + COLUMNS + """
                 from conversation c join member m on m.conversation_id = c.id and m.user_id = :user
                where c.id = :id""").param("id", id).param("user", user).query(ConversationStore::bare).list());
        return found.stream().findFirst();
    }

    /** A user's conversations, the most lately active first. */
    List<Conversation> ofUser(long user, @Nullable Position before, int limit) {
        return withMembers(jdbc.sql("select " + COLUMNS + """
                 from member m join conversation c on c.id = m.conversation_id
                where m.user_id = :user and (c.active_at, c.id) < (:at, :id)
                order by c.active_at desc, c.id desc limit :limit""").param("user", user).param("limit", limit)
                .param("at", before == null ? END_OF_TIME : before.activeAt().atOffset(ZoneOffset.UTC))
                .param("id", before == null ? Long.MAX_VALUE : before.id())
                .query(ConversationStore::bare).list());
    }

    /** Nobody, in version 0, for a conversation that is not there. */
    Members members(long id) {
        return jdbc.sql("""
                select c.member_version, c.type, array_agg(m.user_id order by m.user_id) as users
                from conversation c join member m on m.conversation_id = c.id where c.id = :id group by c.id""")
                .param("id", id).query((row, _) -> new Members(row.getLong("member_version"),
                        row.getString("type").equals("direct"), longs(row)))
                .optional().orElse(new Members(0, false, new long[0]));
    }

    /** The last conversation of a page. */
    record Position(Instant activeAt, long id) {}

    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    private List<Conversation> withMembers(List<Conversation> bare) {
        Map<Long, List<Member>> members = new HashMap<>();
        jdbc.sql("""
                select conversation_id, user_id, role, joined_at from member
                where conversation_id = any (cast(:ids as bigint[])) order by joined_at, user_id""")
                .param("ids", bare.stream().map(Conversation::id).toArray(Long[]::new))
                .query(row -> {
                    members.computeIfAbsent(row.getLong("conversation_id"), _ -> new ArrayList<>()).add(new Member(
                            row.getLong("user_id"), role(row), instant(row, "joined_at")));
                });
        return bare.stream().map(c -> new Conversation(c.id(), c.type(), c.name(), c.lastSeq(), c.memberVersion(),
                c.createdAt(), c.activeAt(), members.getOrDefault(c.id(), List.of()))).toList();
    }

    private static Conversation bare(ResultSet row, int number) throws SQLException {
        return new Conversation(row.getLong("id"), type(row.getString("type")), row.getString("name"),
                row.getLong("last_seq"), row.getLong("member_version"), instant(row, "created_at"),
                instant(row, "active_at"), List.of());
    }

    private static long[] longs(ResultSet row) throws SQLException {
        Long[] users = (Long[]) row.getArray("users").getArray();
        long[] ids = new long[users.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = users[i];
        }
        return ids;
    }

    private static Conversation.Type type(String text) {
        return Conversation.Type.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Role role(ResultSet row) throws SQLException {
        return Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
    }

    private static String text(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
