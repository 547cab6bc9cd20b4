package dev.whiteboard.shortener.click;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Draws the salts of today and tomorrow, once for all nodes, and deletes those of the day before yesterday and older. */
final class VisitorSalts {
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Visitors visitors;
    private final SecureRandom random = new SecureRandom();

    VisitorSalts(JdbcClient jdbc, Visitors visitors) {
        this.jdbc = jdbc;
        this.visitors = visitors;
    }

    void refresh() {
        for (int ahead = 0; ahead <= 1; ahead++) {
            byte[] salt = new byte[BYTES];
            random.nextBytes(salt);
            jdbc.sql("""
                    insert into visitor_salt (day, salt) values ((wb_now() at time zone 'UTC')::date + :ahead, :salt)
                    on conflict do nothing""").param("ahead", ahead).param("salt", salt).update();
        }
        jdbc.sql("delete from visitor_salt where day < (wb_now() at time zone 'UTC')::date - 1").update();
        Map<LocalDate, byte[]> present = new HashMap<>();
        jdbc.sql("select day, salt from visitor_salt").query(
                row -> {
                    present.put(row.getObject("day", LocalDate.class), row.getBytes("salt"));
                });
        visitors.salts(present);
    }
}
