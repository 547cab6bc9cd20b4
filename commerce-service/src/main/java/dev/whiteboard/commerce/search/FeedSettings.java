package dev.whiteboard.commerce.search;

import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** How Debezium reads this service's database. */
final class FeedSettings {
    private FeedSettings() {}

    static Properties of(JdbcConnectionDetails database, String slot, SearchProperties search) {
        Properties place = Driver.parseURL(database.getJdbcUrl(), new Properties());
        if (place == null) {
            throw new IllegalArgumentException("POSTGRES_URL is no address of a Postgres: " + database.getJdbcUrl());
        }
        String user = String.valueOf(database.getUsername());
        String password = String.valueOf(database.getPassword());
        var settings = new Properties();
        settings.put("name", "search");
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("topic.prefix", slot);
        settings.put("database.hostname", PGProperty.PG_HOST.getOrDefault(place));
        settings.put("database.port", PGProperty.PG_PORT.getOrDefault(place));
        settings.put("database.dbname", PGProperty.PG_DBNAME.getOrDefault(place));
        settings.put("database.user", user);
        settings.put("database.password", password);
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", slot);
        settings.put("publication.name", "catalogue");
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("table.include.list", "public.product");
        settings.put("column.include.list", "public.product.id");
        settings.put("snapshot.mode", "no_data");
        settings.put("tombstones.on.delete", "false");
        settings.put("errors.max.retries", "0");
        settings.put("poll.interval.ms", "20");
        settings.put("max.batch.size", Integer.toString(search.batch()));
        settings.put("heartbeat.interval.ms", Long.toString(search.heartbeat().toMillis()));
        settings.put("heartbeat.action.query", "update search_feed set beat = clock_timestamp() where id = 1");
        settings.put("offset.storage", TableOffsets.class.getName());
        settings.put("offset.flush.interval.ms", "0");
        settings.put(TableOffsets.URL, database.getJdbcUrl());
        settings.put(TableOffsets.USER, user);
        settings.put(TableOffsets.PASSWORD, password);
        return settings;
    }
}
