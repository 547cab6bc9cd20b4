package dev.whiteboard.shortener.link;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of links. Every decision between two callers is taken by the database, in one statement. */
@Repository
class LinkStore {
    private static final String COLUMNS = "short_key, long_url, redirect_type, owner_id, created_at, expires_at, disabled_at, deleted_at, version";

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the new link, or nothing if its key is taken: the primary key decides, there is no look before the leap */
    Optional<Link> insert(NewLink link, String key) {
        return jdbc.sql("""
                insert into link (short_key, long_url, redirect_type, owner_id, expires_at, changed_at)
                values (:key, :longUrl, :redirectType, :owner, :expiresAt, case when :chosen then wb_now() end)
                on conflict do nothing
                returning\s""" + COLUMNS)
                .param("key", key).param("longUrl", link.target().text())
                .param("redirectType", link.redirectType().status()).param("owner", link.ownerId())
                .param("expiresAt", timestamp(link.expiresAt())).param("chosen", link.alias() != null)
                .query(LinkStore::link).optional();
    }

    Optional<Link> find(String key) {
        return jdbc.sql("select " + COLUMNS + " from link where short_key = :key").param("key", key)
                .query(LinkStore::link).optional();
    }

    /** Newest first; {@code before} is the last link of the page before. */
    List<Link> ofOwner(String owner, @Nullable Position before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from link
                where owner_id = :owner and deleted_at is null and (created_at, short_key) < (:at, :key)
                order by created_at desc, short_key desc limit :limit""")
                .param("owner", owner).param("limit", limit)
                .param("at", before == null ? END_OF_TIME : before.createdAt().atOffset(ZoneOffset.UTC))
                .param("key", before == null ? "" : before.shortKey())
                .query(LinkStore::link).list();
    }

    /** @return the link as it is now, or nothing if there is none of this owner, or not in the expected version */
    Optional<Link> change(String key, String owner, LinkChange change, @Nullable Long expectedVersion) {
        return jdbc
                .sql("""
                        update link set
                            long_url = coalesce(:longUrl, long_url),
                            redirect_type = coalesce(:redirectType, redirect_type),
                            expires_at = case when :expiryGiven then :expiresAt::timestamptz else expires_at end,
                            disabled_at = case when :disabled is null then disabled_at when :disabled then coalesce(disabled_at, wb_now()) end,
                            version = version + 1, changed_at = wb_now()
                        where short_key = :key and owner_id = :owner and deleted_at is null
                          and version = coalesce(:expected, version)
                        returning\s"""
                        + COLUMNS)
                .param("key", key).param("owner", owner).param("expected", expectedVersion, java.sql.Types.BIGINT)
                .param("longUrl", change.target() == null ? null : change.target().text(), java.sql.Types.VARCHAR)
                .param("redirectType", change.redirectType() == null ? null : change.redirectType().status(),
                        java.sql.Types.SMALLINT)
                .param("expiryGiven", change.expiryGiven()).param("expiresAt", timestamp(change.expiresAt()))
                .param("disabled", change.disabled(), java.sql.Types.BOOLEAN)
                .query(LinkStore::link).optional();
    }

    /** @return the link's last version, or nothing if there was none of this owner to delete */
    Optional<Link> delete(String key, String owner) {
        return jdbc.sql("""
                update link set deleted_at = wb_now(), version = version + 1, changed_at = wb_now()
                where short_key = :key and owner_id = :owner and deleted_at is null
                returning\s""" + COLUMNS)
                .param("key", key).param("owner", owner).query(LinkStore::link).optional();
    }

    /** The last link of a page. */
    record Position(Instant createdAt, String shortKey) {}

    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Link link(ResultSet row, int number) throws SQLException {
        return new Link(row.getString("short_key"), row.getString("long_url"),
                RedirectType.of(row.getInt("redirect_type")).orElseThrow(), row.getString("owner_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "expires_at"),
                row.getObject("disabled_at") != null, row.getObject("deleted_at") != null, row.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
