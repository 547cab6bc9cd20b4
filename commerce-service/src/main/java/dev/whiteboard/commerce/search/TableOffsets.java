package dev.whiteboard.commerce.search;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Debezium's positions in the table {@code search_feed_offset}, where any replica finds them. Debezium makes this
 * object itself and hands it nothing but text, hence a connection of its own.
 */
public final class TableOffsets extends MemoryOffsetBackingStore {
    static final String URL = "offset.storage.url";
    static final String USER = "offset.storage.user";
    static final String PASSWORD = "offset.storage.password";

    private String url = "";
    private String user = "";
    private String password = "";
    private @Nullable Connection connection;

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        Map<String, Object> settings = config.originals();
        url = String.valueOf(settings.get(URL));
        user = String.valueOf(settings.get(USER));
        password = String.valueOf(settings.get(PASSWORD));
    }

    @Override
    public void start() {
        super.start();
        try {
            connection = DriverManager.getConnection(url, user, password);
            try (var rows = connection.createStatement().executeQuery("select key, value from search_feed_offset")) {
                while (rows.next()) {
                    data.put(ByteBuffer.wrap(rows.getBytes(1)), ByteBuffer.wrap(rows.getBytes(2)));
                }
            }
        } catch (SQLException e) {
            throw new ConnectException(e);
        }
    }

    @Override
    protected void save() {
        Connection open = connection;
        if (open == null) {
            throw new ConnectException("positions are kept between start and stop only");
        }
        try (var insert = open.prepareStatement("""
                insert into search_feed_offset (key, value) values (?, ?)
                on conflict (key) do update set value = excluded.value""")) {
            for (Map.Entry<ByteBuffer, ByteBuffer> entry : data.entrySet()) {
                insert.setBytes(1, entry.getKey().array());
                insert.setBytes(2, entry.getValue().array());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new ConnectException(e);
        }
    }

    @Override
    public void stop() {
        super.stop();
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new ConnectException(e);
        }
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return Set.of();
    }
}
