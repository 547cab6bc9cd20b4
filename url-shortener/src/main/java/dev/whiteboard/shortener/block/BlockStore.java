package dev.whiteboard.shortener.block;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of blocked hosts. A change and its count are one statement. */
@Repository
class BlockStore {
    private final JdbcClient jdbc;

    BlockStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long version() {
        return jdbc.sql("select version from block_list").query(Long.class).single();
    }

    List<String> hosts() {
        return jdbc.sql("select host from blocked_host").query(String.class).list();
    }

    /** @return nothing if it was blocked already */
    Optional<Block> add(String host, @Nullable String reason, String blockedBy) {
        return jdbc.sql("""
                with added as (
                    insert into blocked_host (host, reason, blocked_by) values (:host, :reason, :by)
                    on conflict do nothing returning host, reason, blocked_by, blocked_at
                ), counted as (update block_list set version = version + 1 where exists (select from added))
                select * from added""")
                .param("host", host).param("reason", reason, Types.VARCHAR).param("by", blockedBy)
                .query(BlockStore::block).optional();
    }

    /** @return whether it was blocked */
    boolean remove(String host) {
        return jdbc.sql("""
                with removed as (delete from blocked_host where host = ? returning host)
                update block_list set version = version + 1 where exists (select from removed)""").param(host)
                .update() == 1;
    }

    /** By host; {@code after} is the last of the page before, or empty. */
    List<Block> page(String after, int limit) {
        return jdbc.sql("""
                select host, reason, blocked_by, blocked_at from blocked_host
                where host > ? order by host limit ?""").param(after).param(limit).query(BlockStore::block).list();
    }

    private static Block block(ResultSet row, int number) throws SQLException {
        return new Block(row.getString("host"), row.getString("reason"), row.getString("blocked_by"),
                row.getObject("blocked_at", OffsetDateTime.class).toInstant());
    }
}
