package dev.whiteboard.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.whiteboard.local.servers.Ports;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The same servers in containers ({@code -Dinfra=containers}), from the images of {@code docker-compose.yml}: each is started
 * when a test first asks for it, and named to the others as if somebody had given its address ({@code -Dredis=…}).
 */
final class Containers {

    private static final String PASSWORD = "whiteboard";
    private static final ComposeImages IMAGES = ComposeImages.of(Path.of(System.getProperty("whiteboard.root", ".")));

    private Containers() {}

    static synchronized void provide(Set<ServerKind> kinds) {
        for (ServerKind kind : kinds) {
            switch (kind) {
                case POSTGRES -> provide("postgres", Containers::postgres);
                case REDIS -> provide("redis", Containers::redis);
                case KAFKA -> provide("kafka", Containers::kafka);
                case S3 -> provide("s3", Containers::s3);
                case ELASTICSEARCH -> provide("elasticsearch", Containers::elasticsearch);
            }
        }
    }

    private static void provide(String property, Consumer<String> start) {
        if (System.getProperty(property, "").isEmpty()) {
            start.accept(property);
        }
    }

    private static void postgres(String property) {
        int port = run("postgres", 5432, container -> container.withEnv("POSTGRES_PASSWORD", PASSWORD).withCommand(
                "postgres", "-c", "wal_level=logical", "-c", "max_connections=200", "-c", "max_replication_slots=40")
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2)));
        System.setProperty(property,
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&password=%s".formatted(port, PASSWORD));
    }

    private static void redis(String property) {
        int port = run("redis", 6379, container -> container.waitingFor(Wait.forListeningPort()));
        System.setProperty(property, "redis://127.0.0.1:" + port);
    }

    /** Tells its clients to come back to the port of the host, so that port has to be known before. */
    private static void kafka(String property) {
        int host = Ports.free();
        start("kafka", host, 9092, container -> container.withEnv(Map.of("KAFKA_NODE_ID", "1", "KAFKA_PROCESS_ROLES",
                "broker,controller", "KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093",
                "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + host, "KAFKA_CONTROLLER_LISTENER_NAMES",
                "CONTROLLER", "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093", "KAFKA_AUTO_CREATE_TOPICS_ENABLE",
                "false", "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"))
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1)));
        System.setProperty(property, "127.0.0.1:" + host);
    }

    private static void s3(String property) {
        int port = run("minio", 9000, container -> container.withEnv("MINIO_ROOT_USER", "whiteboard")
                .withEnv("MINIO_ROOT_PASSWORD", "whiteboard-secret").withCommand("server", "/data")
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(9000)));
        System.setProperty(property, "http://whiteboard:whiteboard-secret@127.0.0.1:" + port);
    }

    private static void elasticsearch(String property) {
        int port = run("elasticsearch", 9200, container -> container.withEnv("discovery.type", "single-node")
                .withEnv("xpack.security.enabled", "false").withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
                .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow").forPort(9200)));
        System.setProperty(property, "http://127.0.0.1:" + port);
    }

    private static int run(String service, int port, Consumer<Container> settings) {
        int host = Ports.free();
        start(service, host, port, settings);
        return host;
    }

    private static void start(String service, int host, int port, Consumer<Container> settings) {
        // Ended by Testcontainers when this JVM ends.
        var container = new Container(IMAGES.of(service), host, port);
        settings.accept(container);
        container.start();
    }

    private static final class Container extends GenericContainer<Container> {

        Container(String image, int host, int port) {
            super(DockerImageName.parse(image));
            addFixedExposedPort(host, port);
        }
    }
}
