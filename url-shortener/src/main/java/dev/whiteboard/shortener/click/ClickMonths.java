package dev.whiteboard.shortener.click;

import java.time.Period;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The months for which raw clicks are kept: made ahead, dropped when their time is over. Both may run on any number of nodes
 * at any time. A click of a month that was not made yet waits in a partition of its own and moves when it is.
 */
final class ClickMonths {
    private final JdbcClient jdbc;
    private final int ahead;
    private final Period retention;

    ClickMonths(JdbcClient jdbc, int ahead, Period retention) {
        this.jdbc = jdbc;
        this.ahead = ahead;
        this.retention = retention;
    }

    void keep() {
        make();
        drop();
    }

    /** @return how many months were made */
    int make() {
        return jdbc.sql("select make_click_partitions(?)").param(ahead).query(Integer.class).single();
    }

    /** @return how many months were dropped */
    int drop() {
        return jdbc.sql("select drop_click_partitions(make_interval(months => ?))")
                .param(Math.toIntExact(retention.toTotalMonths())).query(Integer.class).single();
    }
}
