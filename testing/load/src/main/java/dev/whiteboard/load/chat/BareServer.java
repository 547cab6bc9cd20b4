package dev.whiteboard.load.chat;

import dev.whiteboard.local.servers.ChildProcess;
import dev.whiteboard.local.servers.Ports;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The npm package {@code ws} and nothing else ({@code broadcast.js}): what fan-out costs without users, log or disk. */
final class BareServer implements Contender {
    private final Settings settings;
    private final Stores stores;
    private final int port = Ports.free();
    private @Nullable ChildProcess process;

    BareServer(Settings settings, Stores stores) {
        this.settings = settings;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "ws";
    }

    @Override
    public void start() {
        process = ChildProcess.start(
                Contender.pinned(settings,
                        List.of("node", "--expose-gc",
                                settings.files().resolve("broadcast.js").toAbsolutePath().toString(),
                                Integer.toString(port))),
                Map.of("NODE_PATH", settings.nodeModules().toString(), "NODE_ENV", "production"),
                stores.place().home(), stores.place().home().resolve("logs/ws.log"));
        Http.await("http://127.0.0.1:" + port + "/");
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
        return new FrameSession("/", "");
    }

    @Override
    public String pair(int one, int other) {
        throw new UnsupportedOperationException("it only broadcasts");
    }

    @Override
    public String group(int members) {
        return "everybody";
    }

    @Override
    public void collectGarbage() {
        Http.await("http://127.0.0.1:" + port + "/gc");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("ws does not run");
        }
        return process;
    }
}
