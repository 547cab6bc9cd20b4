package dev.whiteboard.local.launcher.topology;

import static dev.whiteboard.local.launcher.topology.Setting.*;

import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** A server that services share, the port it has on a developer's machine and the settings that lead to it. */
public enum ServerKind {
    POSTGRES(15432, 0, POSTGRES_URL, POSTGRES_USER, POSTGRES_PASSWORD), //
    REDIS(16379, 0, REDIS_URL), //
    KAFKA(19092, 19093, KAFKA_BOOTSTRAP, KAFKA_TOPIC_PREFIX), //
    ELASTICSEARCH(19200, 19300, ELASTICSEARCH_URL), //
    S3(19000, 0, S3_ENDPOINT, S3_PUBLIC_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY);

    private final int port;
    private final int innerPort;
    private final Set<Setting> settings;

    ServerKind(int port, int innerPort, Setting... settings) {
        this.port = port;
        this.innerPort = innerPort;
        this.settings = Set.of(settings);
    }

    public int port() {
        return port;
    }

    /** A port that only the server itself uses; 0 if it has none. */
    public int innerPort() {
        return innerPort;
    }

    public IntStream ports() {
        return IntStream.of(port, innerPort).filter(number -> number > 0);
    }

    public Set<Setting> settings() {
        return settings;
    }

    /** The name people type and read: {@code postgres}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
