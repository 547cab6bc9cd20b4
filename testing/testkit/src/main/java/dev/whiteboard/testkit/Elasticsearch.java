package dev.whiteboard.testkit;

import java.util.Map;
import java.util.Optional;

import dev.whiteboard.local.servers.ElasticsearchServer;
import dev.whiteboard.local.servers.Server;
import org.jspecify.annotations.Nullable;

/** Indices under a prefix of a real Elasticsearch. */
public final class Elasticsearch {

    private final @Nullable ElasticsearchServer server;
    private final String url;
    private final String prefix;

    private Elasticsearch(@Nullable ElasticsearchServer server, String url, String prefix) {
        this.server = server;
        this.url = url;
        this.prefix = prefix;
    }

    static Elasticsearch fresh(int number) {
        String prefix = "test-%d-%d-".formatted(ProcessHandle.current().pid(), number);
        String other = System.getProperty("elasticsearch", "");
        if (!other.isEmpty()) {
            return new Elasticsearch(null, other, prefix);
        }
        ElasticsearchServer server = SharedServers.elasticsearch();
        return new Elasticsearch(server, server.url(), prefix);
    }

    public String url() {
        return url;
    }

    /** What the names of this class's indices and aliases begin with. */
    public String indexPrefix() {
        return prefix;
    }

    Optional<ElasticsearchServer> own() {
        return Optional.ofNullable(server);
    }

    /** The server, to break it. */
    public Server server() {
        if (server == null) {
            throw new IllegalStateException("-Delasticsearch names a server that is not ours to break");
        }
        return server;
    }

    /** Its names in the environment of a service. */
    public Map<String, String> environment() {
        return Map.of("ELASTICSEARCH_URL", url, "ELASTICSEARCH_INDEX_PREFIX", prefix);
    }
}
