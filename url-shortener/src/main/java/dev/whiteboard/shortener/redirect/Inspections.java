package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.block.BlockList;
import dev.whiteboard.shortener.host.Host;
import dev.whiteboard.shortener.link.PublicAddress;
import dev.whiteboard.shortener.page.Inspection;
import dev.whiteboard.shortener.page.Inspection.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what anybody may know of a link. It comes from Postgres each time: seldom asked for, and about this very moment. */
final class Inspections {
    private static final Logger LOG = LoggerFactory.getLogger(Inspections.class);
    private static final String FIND = """
            select short_key, long_url, created_at, expires_at, expires_at <= wb_now() as expired, disabled_at is not null as disabled,
                   deleted_at is not null as deleted, max_clicks, clicks_used >= max_clicks as used_up, password_hash is not null as secret
            from link where short_key = ?""";

    private final JdbcClient jdbc;
    private final PublicAddress address;
    private final BlockList blocks;

    Inspections(JdbcClient jdbc, PublicAddress address, BlockList blocks) {
        this.jdbc = jdbc;
        this.address = address;
        this.blocks = blocks;
    }

    Inspected find(String shortKey) {
        try {
            return jdbc.sql(FIND).param(shortKey).query((row, _) -> inspected(row)).optional()
                    .orElseGet(Inspected.Missing::new);
        } catch (DataAccessException e) {
            LOG.debug("{} was not inspected", shortKey, e);
            return new Inspected.Unknown();
        }
    }

    private Inspected inspected(ResultSet row) throws SQLException {
        if (row.getBoolean("deleted")) {
            return new Inspected.Deleted();
        }
        String longUrl = row.getString("long_url");
        Status status = status(row, Host.of(longUrl).filter(blocks::covers).isPresent());
        boolean secret = row.getBoolean("secret");
        Integer maxClicks = row.getObject("max_clicks", Integer.class);
        boolean tells = status == Status.ACTIVE && !secret;
        String key = row.getString("short_key");
        return new Inspected.There(new Inspection(key, address.shortUrl(key), status,
                tells && maxClicks == null ? longUrl : null,
                tells ? Host.of(longUrl).map(Host::text).orElse(null) : null,
                row.getObject("created_at", OffsetDateTime.class).toInstant(), instant(row, "expires_at"), secret,
                maxClicks));
    }

    private static Status status(ResultSet row, boolean blocked) throws SQLException {
        if (row.getBoolean("disabled")) {
            return Status.DISABLED;
        }
        if (row.getBoolean("expired")) {
            return Status.EXPIRED;
        }
        return row.getBoolean("used_up") ? Status.USED_UP : blocked ? Status.BLOCKED : Status.ACTIVE;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
