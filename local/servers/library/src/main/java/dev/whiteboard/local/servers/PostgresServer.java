package dev.whiteboard.local.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * PostgreSQL 18.
 *
 * <p>
 * It refuses to run as root; there it runs in a user namespace of its own, where root is nobody and still owns its
 * files.
 */
public final class PostgresServer extends ChildServer {

    public static final String SUPERUSER = "postgres";

    private final boolean durable;
    private final String password;

    private PostgresServer(Place place, int port, boolean durable, String password) {
        super("postgres", place, port);
        this.durable = durable;
        this.password = password;
    }

    /**
     * A server that believes everybody on this machine.
     *
     * @param durable whether a commit is on the disk before it is acknowledged
     */
    public static PostgresServer at(Place place, int port, boolean durable) {
        return new PostgresServer(place, port, durable, "");
    }

    /** A server on which roles need their passwords; this one is the superuser's and is set when the data is created. */
    public PostgresServer withPassword(String superuserPassword) {
        return new PostgresServer(place(), port(), durable, superuserPassword);
    }

    @Override
    void prepare() throws IOException {
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            PostgresData.create(program("initdb"), data(), password);
        }
        PostgresData.survivePreviousLife(data());
    }

    @Override
    List<String> command() throws IOException {
        var command = new ArrayList<>(PostgresData.notAsRoot());
        command.addAll(List.of(program("postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port()),
                "-h", "127.0.0.1"));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    private Map<String, String> settings() {
        String durability = durable ? "on" : "off";
        return Map.ofEntries(Map.entry("unix_socket_directories", ""), Map.entry("max_connections", "200"),
                Map.entry("wal_level", "logical"), Map.entry("fsync", durability),
                Map.entry("full_page_writes", durability), Map.entry("synchronous_commit", durability),
                Map.entry("shared_buffers", "128MB"), Map.entry("max_wal_size", "1GB"), Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"), Map.entry("log_line_prefix", "%m [%p] %d %u "),
                Map.entry("max_replication_slots", "40"), Map.entry("max_wal_senders", "40"),
                Map.entry("max_slot_wal_keep_size", "1GB"));
    }

    private Path program(String name) throws IOException {
        return Programs.archive(Platform.current().postgres(), place().cache(), "18.6.0").resolve("bin").resolve(name);
    }

    @Override
    String stopSignal() {
        return "INT";
    }

    @Override
    boolean probe() throws SQLException {
        try (Connection connection = connect("postgres", 2)) {
            return connection.isValid(2);
        }
    }

    @Override
    String advice(String log) {
        if (log.contains("lock file \"postmaster.pid\" already exists")
                || log.contains("pre-existing shared memory block")) {
            return "Another PostgreSQL uses the folder %s: stop it first.".formatted(data());
        }
        if (log.contains("database files are incompatible") || log.contains("could not locate a valid checkpoint")
                || log.contains("global/pg_control")) {
            return "The data in %s is damaged or of another version: move the folder away to begin with an empty one."
                    .formatted(data());
        }
        return "";
    }

    /** Creates what is missing of a role and a database that it owns. */
    public void createDatabase(String database, String role, String rolePassword) {
        try (Connection connection = connect("postgres", 10); var statement = connection.createStatement()) {
            String user = statement.enquoteIdentifier(role, true);
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                statement.execute("CREATE ROLE " + user + " LOGIN");
            }
            statement.execute("ALTER ROLE " + user + " PASSWORD " + statement.enquoteLiteral(rolePassword));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                String name = statement.enquoteIdentifier(database, true);
                statement.execute("CREATE DATABASE " + name + " OWNER " + user);
                statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new ServerException("Cannot create database %s: %s".formatted(database, e.getMessage()), e);
        }
    }

    /** Lets a role read the changes of its database as they are committed, from a logical slot. */
    public void allowReplication(String role) {
        try (Connection connection = connect("postgres", 10); var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + statement.enquoteIdentifier(role, true) + " REPLICATION");
        } catch (SQLException e) {
            throw new ServerException("Cannot allow %s to replicate: %s".formatted(role, e.getMessage()), e);
        }
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        return connect(database, 10);
    }

    private Connection connect(String database, int seconds) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        properties.setProperty("loginTimeout", Integer.toString(seconds));
        return DriverManager.getConnection(url(database), properties);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /** Leads the superuser to the database {@code postgres}; services get databases and roles of their own. */
    @Override
    public Map<String, String> environment() {
        return Map.of("POSTGRES_URL", url("postgres"), "POSTGRES_USER", SUPERUSER, "POSTGRES_PASSWORD", password);
    }
}
