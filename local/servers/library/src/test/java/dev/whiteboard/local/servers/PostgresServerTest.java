package dev.whiteboard.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path home;

    private PostgresServer server;

    @BeforeEach
    void choose() {
        server = PostgresServer.at(Place.at(home), Ports.free(), true);
    }

    @AfterEach
    void kill() {
        server.kill();
    }

    @Test
    void what_was_committed_survives_a_kill() throws Exception {
        server.start();
        try (Connection connection = server.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id int)");
            statement.execute("INSERT INTO kept VALUES (42)");
        }
        server.kill();
        server.start();
        try (Connection connection = server.connect("postgres");
                var rows = connection.createStatement().executeQuery("SELECT id FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void starts_although_its_old_process_id_lives_on_as_another_program() throws Exception {
        server.start();
        server.kill();
        Path lock = server.data().resolve("postmaster.pid");
        var lines = new ArrayList<>(Files.readAllLines(lock));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(lock, lines);
        server.start();
        assertThat(server.isReady()).isTrue();
    }

    @Test
    void says_who_serves_the_folder_already() {
        server.start();
        var second = PostgresServer.at(Place.at(home), Ports.free(), true);
        assertThatThrownBy(second::start).isInstanceOf(ServerException.class)
                .hasMessageContaining("process %d already serves %s".formatted(server.pid(), server.data()));
    }

    @Test
    void says_what_to_do_about_a_folder_without_a_database() throws Exception {
        Files.createDirectories(server.data());
        Files.writeString(server.data().resolve("half.made"), "?");
        assertThatThrownBy(server::start).isInstanceOf(ServerException.class)
                .hasMessageContaining("Move the folder away");
    }

    @Test
    void says_what_to_do_about_a_damaged_database() throws Exception {
        server.start();
        server.stop();
        Files.delete(server.data().resolve("global/pg_control"));
        assertThatThrownBy(server::start).isInstanceOf(ServerException.class).hasMessageContaining("is damaged")
                .hasMessageContaining("move the folder away");
    }

    @Test
    void a_role_that_may_replicate_keeps_its_place_in_the_log_of_changes() throws Exception {
        server.start();
        server.createDatabase("shop", "shop", "secret");
        try (Connection shop = DriverManager.getConnection(server.url("shop"), "shop", "secret");
                var statement = shop.createStatement()) {
            String claim = "SELECT pg_create_logical_replication_slot('places', 'pgoutput')";
            assertThatThrownBy(() -> statement.execute(claim)).hasMessageContaining("permission denied");
            server.allowReplication("shop");
            statement.execute(claim);
        }
    }

    @Test
    void a_role_opens_its_own_database_with_its_password_and_no_other() throws Exception {
        server = server.withPassword("the-superusers");
        server.start();
        server.createDatabase("identity", "identity", "one");
        server.createDatabase("shortener", "shortener", "other");
        server.createDatabase("identity", "identity", "one");
        try (Connection own = DriverManager.getConnection(server.url("identity"), "identity", "one")) {
            own.createStatement().execute("CREATE TABLE mine (id int)");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(server.url("identity"), "identity", "guessed"))
                .isInstanceOf(SQLException.class).hasMessageContaining("password");
        assertThatThrownBy(() -> DriverManager.getConnection(server.url("shortener"), "identity", "one"))
                .isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
    }
}
