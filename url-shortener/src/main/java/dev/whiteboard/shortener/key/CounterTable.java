package dev.whiteboard.shortener.key;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The shared counter; the row lock of one UPDATE is all the coordination that nodes need, once per block. */
final class CounterTable {
    private final JdbcClient jdbc;
    private final int blockSize;

    CounterTable(JdbcClient jdbc, int blockSize) {
        this.jdbc = jdbc;
        this.blockSize = blockSize;
    }

    long lease() {
        return jdbc.sql("update key_counter set next = next + :size where name = 'links' returning next - :size")
                .param("size", blockSize).query(Long.class).single();
    }
}
