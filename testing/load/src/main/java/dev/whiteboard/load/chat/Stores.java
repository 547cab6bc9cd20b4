package dev.whiteboard.load.chat;

import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What servers under measurement stand on: one Postgres for all, on which a commit is on the disk, Redis and Kafka. */
final class Stores implements AutoCloseable {
    private final Place place = Place.temporary();
    private final PostgresServer postgres = PostgresServer.at(place, Ports.free(), true);
    private final RedisServer redis = RedisServer.at(place, Ports.free(), false);
    private final KafkaServer kafka = KafkaServer.at(place, Ports.free(), Ports.free());

    void start() {
        postgres.start();
        redis.start();
        kafka.start();
    }

    Place place() {
        return place;
    }

    int postgresPort() {
        return postgres.port();
    }

    /** Makes an empty database and leads a service to it. */
    Map<String, String> environment(String database) {
        postgres.createDatabase(database, database, "load");
        var names = new HashMap<String, String>();
        names.put("POSTGRES_URL", postgres.url(database));
        names.put("POSTGRES_USER", database);
        names.put("POSTGRES_PASSWORD", "load");
        names.putAll(servers());
        return names;
    }

    /** Leads a service without a database to the others. */
    Map<String, String> servers() {
        var names = new HashMap<String, String>();
        names.putAll(redis.environment());
        names.putAll(kafka.environment());
        return names;
    }

    /** Runs SQL as the superuser. */
    void execute(String database, String sql) {
        try (Connection connection = postgres.connect(database); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
        redis.close();
        postgres.close();
    }
}
