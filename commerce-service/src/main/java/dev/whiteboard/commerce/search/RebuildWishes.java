package dev.whiteboard.commerce.search;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who wants the index filled anew writes it down here; the reader of changes makes it come true, also after a crash. */
@Repository
class RebuildWishes {
    private final JdbcClient jdbc;

    RebuildWishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add() {
        jdbc.sql("update search_feed set wanted = wanted + 1 where id = 1").update();
    }

    /** The number of the last wish that has not come true, or 0. */
    long open() {
        return jdbc.sql("select case when wanted > rebuilt then wanted else 0 end from search_feed where id = 1")
                .query(Long.class).single();
    }

    /** All wishes up to this one have come true. */
    void fulfilled(long wish) {
        jdbc.sql("update search_feed set rebuilt = greatest(rebuilt, :wish) where id = 1").param("wish", wish).update();
    }
}
