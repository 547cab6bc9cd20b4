package dev.whiteboard.local.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Redis 6.2. */
public final class RedisServer extends ChildServer {

    /** How many numbered databases there are, so that test classes need not share one. */
    public static final int DATABASES = 1_024;

    private final boolean durable;

    private RedisServer(Place place, int port, boolean durable) {
        super("redis", place, port);
        this.durable = durable;
    }

    /**
     * A Redis.
     *
     * @param durable whether writes go to an append-only file, synced every second
     */
    public static RedisServer at(Place place, int port, boolean durable) {
        return new RedisServer(place, port, durable);
    }

    @Override
    void prepare() {
        // Redis makes what it needs.
    }

    @Override
    List<String> command() throws IOException {
        String program = Programs.executable(Platform.current().redis(), place().cache()).toString();
        return List.of(program, "--bind", "127.0.0.1", "--port", Integer.toString(port()), "--dir", data().toString(),
                "--appendonly", durable ? "yes" : "no", "--save", "", "--daemonize", "no", "--databases",
                Integer.toString(DATABASES));
    }

    @Override
    boolean probe() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(5);
            return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
        }
    }

    @Override
    String advice(String log) {
        if (log.contains("Bad file format reading the append only file")) {
            return "Its append-only file is damaged: move the folder %s away (what Redis holds is rebuilt)."
                    .formatted(data());
        }
        return "";
    }

    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("REDIS_URL", url());
    }
}
