package dev.whiteboard.shortener.link;

import dev.whiteboard.shortener.resource.Script;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of links. Every decision between two callers is taken by the database, in one statement. */
@Repository
class LinkStore {
    private static final String COLUMNS = "short_key, long_url, redirect_type, owner_id, created_at, expires_at, max_clicks, clicks_used, "
            + "password_hash is not null as secret, disabled_at, deleted_at, version";

    private static final String INSERT_ALL = Script.read("sql/insert_links.sql") + COLUMNS;

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param guessable whether caches may remember the key as missing, so that its birth is a change they must hear of
     * @return the new link, or nothing if its key is taken: the primary key decides, there is no look before the leap
     */
    Optional<Link> insert(NewLink link, String key, @Nullable String passwordHash, boolean guessable) {
        return jdbc
                .sql("""
                        insert into link (short_key, long_url, redirect_type, owner_id, expires_at, max_clicks, clicks_used, password_hash, changed_at)
                        values (:key, :longUrl, :redirectType, :owner, :expiresAt, :most::integer, case when :most::integer is not null then 0 end, :passwordHash,
                                case when :guessable then wb_now() end)
                        on conflict do nothing
                        returning\s"""
                        + COLUMNS)
                .param("key", key).param("longUrl", link.target().text())
                .param("redirectType", link.redirectType().status()).param("owner", link.ownerId())
                .param("expiresAt", timestamp(link.expiresAt())).param("most", link.maxClicks(), Types.INTEGER)
                .param("passwordHash", passwordHash, Types.VARCHAR).param("guessable", guessable)
                .query(LinkStore::link).optional();
    }

    /** @return those of the links that were made; the keys of the others are taken */
    List<Link> insert(List<KeyedLink> links) {
        return jdbc.sql(INSERT_ALL).param(column(links, KeyedLink::key))
                .param(column(links, row -> row.link().target().text()))
                .param(column(links, row -> row.link().redirectType().status()))
                .param(column(links, row -> row.link().ownerId())).param(column(links, row -> row.link().expiresAt()))
                .param(column(links, row -> row.link().maxClicks())).param(column(links, KeyedLink::passwordHash))
                .param(column(links, KeyedLink::guessable)).query(LinkStore::link).list();
    }

    private static @Nullable String[] column(List<KeyedLink> links, Function<KeyedLink, @Nullable Object> value) {
        return links.stream().map(value).map(cell -> cell == null ? null : cell.toString()).toArray(String[]::new);
    }

    Optional<Link> find(String key) {
        return jdbc.sql("select " + COLUMNS + " from link where short_key = :key").param("key", key)
                .query(LinkStore::link).optional();
    }

    Optional<LockedLink> findLocked(String key) {
        return jdbc.sql("select password_hash, " + COLUMNS + " from link where short_key = :key").param("key", key)
                .query((row, number) -> new LockedLink(link(row, number), row.getString("password_hash"))).optional();
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
    Optional<Link> change(String key, String owner, LinkChange change, Edit<String> passwordHash,
            @Nullable Long expectedVersion) {
        return jdbc
                .sql("""
                        update link set
                            long_url = coalesce(:longUrl, long_url),
                            redirect_type = coalesce(:redirectType, redirect_type),
                            expires_at = case when :expiryGiven then :expiresAt::timestamptz else expires_at end,
                            max_clicks = case when :limitGiven then :most::integer else max_clicks end,
                            clicks_used = case when not :limitGiven then clicks_used when :most::integer is not null then coalesce(clicks_used, 0) end,
                            password_hash = case when :passwordGiven then :passwordHash else password_hash end,
                            disabled_at = case when :disabled is null then disabled_at when :disabled then coalesce(disabled_at, wb_now()) end,
                            version = version + 1, changed_at = wb_now()
                        where short_key = :key and owner_id = :owner and deleted_at is null
                          and version = coalesce(:expected, version)
                        returning\s"""
                        + COLUMNS)
                .param("key", key).param("owner", owner).param("expected", expectedVersion, Types.BIGINT)
                .param("longUrl", change.target() == null ? null : change.target().text(), Types.VARCHAR)
                .param("redirectType", change.redirectType() == null ? null : change.redirectType().status(),
                        Types.SMALLINT)
                .param("expiryGiven", change.expiresAt().given())
                .param("expiresAt", timestamp(change.expiresAt().value()))
                .param("limitGiven", change.maxClicks().given())
                .param("most", change.maxClicks().value(), Types.INTEGER)
                .param("passwordGiven", passwordHash.given())
                .param("passwordHash", passwordHash.value(), Types.VARCHAR)
                .param("disabled", change.disabled(), Types.BOOLEAN)
                .query(LinkStore::link).optional();
    }

    /** @return the link's last version, or nothing if there was none of this owner to delete */
    Optional<Link> delete(String key, String owner, @Nullable Long expectedVersion) {
        return jdbc.sql("""
                update link set deleted_at = wb_now(), version = version + 1, changed_at = wb_now()
                where short_key = :key and owner_id = :owner and deleted_at is null
                  and version = coalesce(:expected, version)
                returning\s""" + COLUMNS)
                .param("key", key).param("owner", owner).param("expected", expectedVersion, Types.BIGINT)
                .query(LinkStore::link).optional();
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
                clickLimit(row),
                row.getBoolean("secret"), row.getObject("disabled_at") != null, row.getObject("deleted_at") != null,
                row.getLong("version"));
    }

    private static @Nullable ClickLimit clickLimit(ResultSet row) throws SQLException {
        int most = row.getInt("max_clicks");
        return row.wasNull() ? null : new ClickLimit(most, Math.max(0, most - row.getInt("clicks_used")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
