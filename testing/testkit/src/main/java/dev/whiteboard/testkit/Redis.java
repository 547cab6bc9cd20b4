package dev.whiteboard.testkit;

import java.util.Map;
import java.util.Optional;

import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.local.servers.Server;
import org.jspecify.annotations.Nullable;

/** A numbered database of a real Redis. Its keys are the class's own; channels reach every client of the server. */
public final class Redis {

    private final @Nullable RedisServer server;
    private final String url;

    private Redis(@Nullable RedisServer server, String url) {
        this.server = server;
        this.url = url;
    }

    static Redis fresh(int number) {
        String other = System.getProperty("redis", "");
        if (!other.isEmpty()) {
            return new Redis(null, other);
        }
        RedisServer server = SharedServers.redis();
        return new Redis(server, server.url() + "/" + number % RedisServer.DATABASES);
    }

    public String url() {
        return url;
    }

    Optional<RedisServer> own() {
        return Optional.ofNullable(server);
    }

    /** The server, to break it. */
    public Server server() {
        if (server == null) {
            throw new IllegalStateException("-Dredis names a server that is not ours to break");
        }
        return server;
    }

    /** Its name in the environment of a service. */
    public Map<String, String> environment() {
        return Map.of("REDIS_URL", url);
    }
}
