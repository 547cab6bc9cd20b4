package dev.whiteboard.identity.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.whiteboard.identity.account.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps refresh families. Every change is one conditional statement on the database's clock. */
@Component
class FamilyStore {
    private final JdbcClient jdbc;

    FamilyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(long familyId, long userId, RefreshToken first, Duration lifetime) {
        jdbc.sql("""
                with family as (
                    insert into refresh_families (id, user_id, expires_at)
                    values (:family, :user, wb_now() + :lifetime * interval '1 ms')
                    returning id, expires_at)
                insert into refresh_tokens (hash, family_id, expires_at) select :hash, id, expires_at from family""")
                .param("family", familyId)
                .param("user", userId)
                .param("lifetime", lifetime.toMillis())
                .param("hash", first.hash())
                .update();
    }

    Optional<Presented> find(RefreshToken token) {
        return jdbc.sql("select t.family_id, t.expires_at, t.rotated_at, t.successor_sealed, f.ended_at, "
                + Users.COLUMNS + """
                        , wb_now() as now
                        from refresh_tokens t
                        join refresh_families f on f.id = t.family_id
                        join users u on u.id = f.user_id
                        where t.hash = ?""").param(token.hash()).query((row, n) -> read(row)).optional();
    }

    /**
     * Replaces the family's head. Of all who present the same head at once, one finds it not rotated yet; the others wait
     * for that one's transaction and then find that it is.
     */
    boolean rotate(long familyId, RefreshToken head, RefreshToken successor, Duration lifetime) {
        int rotated = jdbc.sql("""
                update refresh_tokens t set rotated_at = wb_now(), successor_sealed = :sealed
                where hash = :hash and rotated_at is null and expires_at > wb_now()
                  and exists (select 1 from refresh_families f where f.id = t.family_id and f.ended_at is null)""")
                .param("hash", head.hash())
                .param("sealed", SuccessorSeal.seal(head, successor))
                .update();
        if (rotated == 0) {
            return false;
        }
        jdbc.sql("""
                with family as (
                    update refresh_families set expires_at = wb_now() + :lifetime * interval '1 ms'
                    where id = :family returning id, expires_at)
                insert into refresh_tokens (hash, family_id, expires_at) select :hash, id, expires_at from family""")
                .param("hash", successor.hash())
                .param("family", familyId)
                .param("lifetime", lifetime.toMillis())
                .update();
        return true;
    }

    boolean end(long familyId, String reason) {
        return jdbc.sql("""
                update refresh_families set ended_at = wb_now(), ended_by = ? where id = ? and ended_at is null""")
                .params(reason, familyId)
                .update() == 1;
    }

    int endAll(long userId, String reason) {
        return jdbc.sql("""
                update refresh_families set ended_at = wb_now(), ended_by = ? where user_id = ? and ended_at is null""")
                .params(reason, userId)
                .update();
    }

    private static Presented read(ResultSet row) throws SQLException {
        return new Presented(row.getLong("family_id"), Users.read(row), row.getObject("ended_at") != null,
                at(row, "expires_at"), row.getObject("rotated_at") == null ? null : at(row, "rotated_at"),
                sealed(row), at(row, "now"));
    }

    private static byte @Nullable [] sealed(ResultSet row) throws SQLException {
        return row.getBytes("successor_sealed");
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
