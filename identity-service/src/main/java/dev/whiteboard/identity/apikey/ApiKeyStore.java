package dev.whiteboard.identity.apikey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.whiteboard.identity.account.User;
import dev.whiteboard.identity.account.Users;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps API keys. */
@Component
class ApiKeyStore {
    private static final String COLUMNS = "k.id as key_id, k.name, k.tier, k.created_at as key_created_at";

    private final JdbcClient jdbc;

    ApiKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an exchange needs to know. */
    @SuppressWarnings("ArrayRecordComponent") // a hash, compared in constant time by whoever reads it
    record Owned(ApiKey key, byte[] secretHash, User owner) {}

    /**
     * Puts a key into the lowest free slot of its owner. Nothing comes back if no slot is free, or if another request
     * took the same slot first; {@link #active} tells which.
     */
    Optional<ApiKey> add(ApiKeySecret secret, long userId, String name, Tier tier, int slots) {
        return jdbc.sql("""
                insert into api_keys as k (id, user_id, slot, name, tier, secret_hash)
                select :id, :user, slot, :name, :tier, :hash
                from generate_series(1, :slots) slot
                where not exists (select 1 from api_keys o
                                  where o.user_id = :user and o.slot = slot.slot and o.revoked_at is null)
                order by slot limit 1
                on conflict (user_id, slot) where revoked_at is null do nothing
                returning\s""" + COLUMNS)
                .param("id", secret.id())
                .param("user", userId)
                .param("name", name)
                .param("tier", tier.text())
                .param("hash", secret.hash())
                .param("slots", slots)
                .query((row, n) -> read(row))
                .optional();
    }

    List<ApiKey> active(long userId) {
        return jdbc.sql("""
                select %s
                from api_keys k where k.user_id = ? and k.revoked_at is null order by k.id desc""".formatted(COLUMNS))
                .param(userId)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Owned> find(long id) {
        return jdbc.sql("""
                select %s, k.secret_hash, %s
                from api_keys k join users u on u.id = k.user_id
                where k.id = ? and k.revoked_at is null""".formatted(COLUMNS, Users.COLUMNS))
                .param(id)
                .query((row, n) -> new Owned(read(row), row.getBytes("secret_hash"), Users.read(row)))
                .optional();
    }

    /** Whether the user has, or had, this key; it is revoked afterwards. */
    boolean revoke(long id, long userId) {
        return jdbc.sql("""
                update api_keys set revoked_at = coalesce(revoked_at, wb_now()) where id = ? and user_id = ?""")
                .params(id, userId)
                .update() == 1;
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(row.getLong("key_id"), row.getString("name"), Tier.of(row.getString("tier")),
                row.getObject("key_created_at", OffsetDateTime.class).toInstant());
    }
}
