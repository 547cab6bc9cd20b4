package dev.whiteboard.local.servers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Elasticsearch 9, one node, without the modules that are not published (painless, reindex, ingest): the
 * README lists them.
 */
public final class ElasticsearchServer extends ChildServer {

    private static final String MAIN = "dev.whiteboard.local.elasticsearch.ElasticsearchProcess";

    private final int transportPort;
    private final ElasticsearchHome home;

    private ElasticsearchServer(Place place, int port, int transportPort) {
        super("elasticsearch", place, port);
        this.transportPort = transportPort;
        this.home = new ElasticsearchHome(data());
    }

    public static ElasticsearchServer at(Place place, int port, int transportPort) {
        return new ElasticsearchServer(place, port, transportPort);
    }

    @Override
    void prepare() throws IOException {
        home.layOut();
    }

    @Override
    List<String> command() throws IOException {
        return JavaProgram.command(
                List.of("-Xmx512m", "-Xms256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + home.temporary(), "-Des.path.home=" + data()),
                home.classPath(), MAIN,
                List.of(data().toString(), Integer.toString(port()), Integer.toString(transportPort)));
    }

    @Override
    boolean probe() throws IOException {
        var connection = (HttpURLConnection) URI.create(url() + "/_cluster/health").toURL().openConnection();
        connection.setConnectTimeout((int) Duration.ofSeconds(1).toMillis());
        connection.setReadTimeout((int) Duration.ofSeconds(2).toMillis());
        try (var in = connection.getInputStream()) {
            String health = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return health.contains("\"status\":\"green\"") || health.contains("\"status\":\"yellow\"");
        } finally {
            connection.disconnect();
        }
    }

    @Override
    String advice(String log) {
        if (log.contains("failed to obtain node locks")) {
            return "Another Elasticsearch uses the folder %s: stop it first.".formatted(data());
        }
        if (log.contains("CorruptIndexException") || log.contains("corrupt")) {
            return "The data in %s is damaged: move the folder away; services fill their indices again."
                    .formatted(data());
        }
        return "";
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("ELASTICSEARCH_URL", url());
    }

}
