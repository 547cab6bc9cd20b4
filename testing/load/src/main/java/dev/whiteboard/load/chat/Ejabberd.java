package dev.whiteboard.load.chat;

import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ejabberd as Debian has it, with the archive in the same Postgres: configuration in {@code ejabberd.yml}. */
final class Ejabberd implements Contender {
    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
    private static final String PASSWORD = "load";

    private final Settings settings;
    private final Stores stores;
    private final int port = Ports.free();
    private @Nullable ChildProcess process;

    Ejabberd(Settings settings, Stores stores) {
        this.settings = settings;
        this.stores = stores;
        stores.environment("ejabberd");
        try {
            stores.execute("ejabberd", "SET ROLE ejabberd;" + Files.readString(SCHEMA));
        } catch (IOException e) {
            throw new UncheckedIOException("ejabberd is missing: apt-get install ejabberd erlang-p1-pgsql", e);
        }
        stores.execute("ejabberd", "INSERT INTO users (username, password) SELECT 'user' || i, '" + PASSWORD
                + "' FROM generate_series(0, " + (settings.users() - 1) + ") i");
    }

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public void start() {
        try {
            Path home = Files.createTempDirectory(stores.place().home(), "ejabberd-");
            Path configuration = home.resolve("ejabberd.yml");
            Files.writeString(configuration, Files.readString(settings.files().resolve("ejabberd.yml"))
                    .replace("@PORT@", Integer.toString(port))
                    .replace("@POSTGRES@", Integer.toString(stores.postgresPort())));
            process = ChildProcess.start(
                    Contender.pinned(settings,
                            List.of("erl", "+K", "true", "+P", "250000", "-noinput", "-mnesia", "dir",
                                    "\"" + home.resolve("spool") + "\"", "-s", "ejabberd")),
                    Map.of("EJABBERD_CONFIG_PATH", configuration.toString(), "EJABBERD_LOG_PATH",
                            home.resolve("ejabberd.log").toString(), "ERL_MAX_PORTS", "32000", "ERL_LIBS",
                            libraries().toString()),
                    home, stores.place().home().resolve("logs/ejabberd.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Http.await("http://127.0.0.1:" + port + "/api/status");
    }

    /** Debian puts Erlang's libraries into the folder of the architecture. */
    private static Path libraries() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("ejabberd-23.01"))).findFirst()
                    .orElse(Path.of("/usr/lib/erlang/lib"));
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public Session session(int user) {
        return new XmppSession("user" + user, PASSWORD);
    }

    @Override
    public String pair(int one, int other) {
        return "user" + other + "@localhost";
    }

    @Override
    public void collectGarbage() {
        Http.post("http://127.0.0.1:" + port + "/api/gc", "", Map.of());
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("ejabberd does not run");
        }
        return process;
    }
}
