package dev.whiteboard.commerce.search;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The logical replication slot: where Postgres remembers which changes the reader has not confirmed yet. It belongs to
 * the database, so its name does too.
 */
final class Slot {
    private static final String PLUGIN = "pgoutput";

    private final JdbcClient jdbc;

    Slot(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String name() {
        return "search_" + jdbc.sql("select current_database()").query(String.class).single()
                .replaceAll("[^a-z0-9_]", "_");
    }

    /**
     * Makes sure that changes are kept from now on, and that nobody else reads them. If some may have been lost before, a
     * new index is wanted; that is written down first, since this process may end before it is there.
     */
    void claim(RebuildWishes wishes) {
        String name = name();
        Optional<String> state = jdbc.sql("select wal_status from pg_replication_slots where slot_name = :name")
                .param("name", name).query(String.class).optional();
        jdbc.sql("""
                select pg_terminate_backend(active_pid, 5000) from pg_replication_slots
                where slot_name = :name and active_pid is not null""")
                .param("name", name).query().listOfRows();
        boolean begun = jdbc.sql("select exists (select 1 from search_feed_offset)").query(Boolean.class).single();
        if (state.isPresent() && !state.get().equals("lost") && begun) {
            return;
        }
        wishes.add();
        drop(name);
        jdbc.sql("select pg_create_logical_replication_slot(:name, :plugin)").param("name", name)
                .param("plugin", PLUGIN).query().listOfRows();
    }

    /** Whether somebody is reading: what is committed from now on will be seen. */
    boolean isRead() {
        return jdbc.sql("select exists (select 1 from pg_replication_slots where slot_name = :name and active)")
                .param("name", name()).query(Boolean.class).single();
    }

    /** How much of the log is kept for the reader; 0 while there is no slot. */
    long unconfirmedBytes() {
        return jdbc.sql("""
                select coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)), 0)::bigint
                from pg_replication_slots where slot_name = :name""")
                .param("name", name()).query(Long.class).single();
    }

    private void drop(String name) {
        jdbc.sql("delete from search_feed_offset").update();
        jdbc.sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = :name")
                .param("name", name).query().listOfRows();
    }
}
