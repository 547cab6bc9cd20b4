package dev.whiteboard.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.Server;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a real Postgres. */
public final class Postgres {

    private final @Nullable PostgresServer server;
    private final String url;

    private Postgres(@Nullable PostgresServer server, String url) {
        this.server = server;
        this.url = url;
    }

    static Postgres fresh(int number) {
        String other = System.getProperty("postgres", "");
        String database = "test_%d_%d".formatted(ProcessHandle.current().pid(), number);
        if (other.isEmpty()) {
            PostgresServer server = SharedServers.postgres();
            return create(server, server.url("postgres") + "?user=" + PostgresServer.SUPERUSER, database);
        }
        return create(null, other, database);
    }

    static Postgres durable() {
        PostgresServer server = SharedServers.durablePostgres();
        return create(server, server.url("postgres") + "?user=" + PostgresServer.SUPERUSER, "test");
    }

    private static Postgres create(@Nullable PostgresServer server, String administration, String database) {
        try (Connection connection = DriverManager.getConnection(administration);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + database, e);
        }
        return new Postgres(server, administration.replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1"));
    }

    /** The JDBC URL without the user. */
    public String url() {
        return url.replaceFirst("\\?.*", "");
    }

    public String user() {
        return parameter("user");
    }

    public String password() {
        return parameter("password");
    }

    /** Opens a new connection each time. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser(user());
        source.setPassword(password());
        return source;
    }

    Optional<PostgresServer> own() {
        return Optional.ofNullable(server);
    }

    /** The server, to break it. */
    public Server server() {
        if (server == null) {
            throw new IllegalStateException("-Dpostgres names a server that is not ours to break");
        }
        return server;
    }

    /** The database's names in the environment of a service. */
    public Map<String, String> environment() {
        return Map.of("POSTGRES_URL", url(), "POSTGRES_USER", user(), "POSTGRES_PASSWORD", password());
    }

    private String parameter(String name) {
        var matcher = java.util.regex.Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return matcher.find() ? matcher.group(1) : "";
    }
}
