package dev.whiteboard.testkit;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.local.servers.Server;

/** Buckets under a prefix of a real S3 server. */
public final class S3 {

    private final @Nullable S3Server server;
    private final Map<String, String> serverNames;
    private final String prefix;

    private S3(@Nullable S3Server server, Map<String, String> serverNames, String prefix) {
        this.server = server;
        this.serverNames = serverNames;
        this.prefix = prefix;
    }

    static S3 fresh(int number) {
        String prefix = "test-%d-%d-".formatted(ProcessHandle.current().pid(), number);
        String other = System.getProperty("s3", "");
        if (!other.isEmpty()) {
            return new S3(null, others(URI.create(other)), prefix);
        }
        S3Server server = SharedServers.s3();
        return new S3(server, server.environment(), prefix);
    }

    private static Map<String, String> others(URI given) {
        String[] account = given.getUserInfo().split(":", 2);
        String url = "%s://%s:%d".formatted(given.getScheme(), given.getHost(), given.getPort());
        return Map.of("S3_ENDPOINT", url, "S3_PUBLIC_ENDPOINT", url, "S3_ACCESS_KEY", account[0], "S3_SECRET_KEY",
                account[1]);
    }

    /** What the names of this class's buckets begin with. */
    public String bucketPrefix() {
        return prefix;
    }

    public String endpoint() {
        return Objects.requireNonNull(serverNames.get("S3_ENDPOINT"));
    }

    Optional<S3Server> own() {
        return Optional.ofNullable(server);
    }

    /** The server, to break it. */
    public Server server() {
        if (server == null) {
            throw new IllegalStateException("-Ds3 names a server that is not ours to break");
        }
        return server;
    }

    /** The names in the environment of a service. */
    public Map<String, String> environment() {
        var names = new HashMap<>(serverNames);
        names.put("S3_BUCKET_PREFIX", prefix);
        return Map.copyOf(names);
    }
}
