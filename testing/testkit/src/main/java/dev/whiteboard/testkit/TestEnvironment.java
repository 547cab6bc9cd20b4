package dev.whiteboard.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.whiteboard.local.servers.Server;
import org.junit.platform.commons.support.AnnotationSupport;

/** What one test class has of the servers: its own database, Redis number and topic prefix, by the names that services read. */
public final class TestEnvironment {

    private static final ConcurrentMap<String, TestEnvironment> ALL = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** 32 bytes in base64, as every secret of the platform. */
    private static final String SECRET = Base64.getEncoder()
            .encodeToString("thirty-two bytes, for tests only".getBytes(StandardCharsets.US_ASCII));

    private final Map<Class<?>, Object> servers = new HashMap<>();
    private final List<Server> breakable = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    private TestEnvironment(Set<ServerKind> kinds, boolean durable) {
        if (System.getProperty("infra", "").equals("containers")) {
            Containers.provide(kinds);
        }
        int number = NUMBER.incrementAndGet();
        if (kinds.contains(ServerKind.POSTGRES)) {
            Postgres postgres = durable ? Postgres.durable() : Postgres.fresh(number);
            add(Postgres.class, postgres, postgres.own(), postgres.environment());
        }
        if (kinds.contains(ServerKind.REDIS)) {
            Redis redis = Redis.fresh(number);
            add(Redis.class, redis, redis.own(), redis.environment());
        }
        if (kinds.contains(ServerKind.KAFKA)) {
            Kafka kafka = Kafka.fresh(number);
            add(Kafka.class, kafka, kafka.own(), kafka.environment());
        }
        if (kinds.contains(ServerKind.S3)) {
            S3 s3 = S3.fresh(number);
            add(S3.class, s3, s3.own(), s3.environment());
        }
        if (kinds.contains(ServerKind.ELASTICSEARCH)) {
            Elasticsearch elasticsearch = Elasticsearch.fresh(number);
            add(Elasticsearch.class, elasticsearch, elasticsearch.own(), elasticsearch.environment());
        }
        names.put("SIGNING_SECRET", SECRET);
        names.put("KEY_ENCRYPTION_KEY", SECRET);
        names.put("IDENTITY_URL", TestTokens.instance().identityUrl());
        names.put("STORAGE_URL", TestMedia.instance().url());
    }

    private <T> void add(Class<T> type, T server, Optional<? extends Server> own, Map<String, String> environment) {
        servers.put(type, server);
        own.ifPresent(breakable::add);
        names.putAll(environment);
    }

    /** The environment of the class, its super class or its enclosing class that asks for servers. */
    static Optional<TestEnvironment> of(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            Optional<Servers> asked = AnnotationSupport.findAnnotation(type, Servers.class);
            if (asked.isPresent()) {
                return Optional.of(of(type, asked.get()));
            }
        }
        return Optional.empty();
    }

    private static TestEnvironment of(Class<?> type, Servers asked) {
        Set<ServerKind> kinds = Set.of(asked.value());
        String key = asked.shared() ? "shared " + kinds.stream().sorted().toList() + asked.durable() : type.getName();
        return ALL.computeIfAbsent(key, ignored -> new TestEnvironment(kinds, asked.durable()));
    }

    /** Starts and resumes what an earlier class broke and left so. */
    void mend() {
        for (Server server : breakable) {
            server.start();
            server.resume();
        }
    }

    public Postgres postgres() {
        return server(Postgres.class);
    }

    public Redis redis() {
        return server(Redis.class);
    }

    public Kafka kafka() {
        return server(Kafka.class);
    }

    public S3 s3() {
        return server(S3.class);
    }

    public Elasticsearch elasticsearch() {
        return server(Elasticsearch.class);
    }

    /** The names that services read, such as {@code POSTGRES_URL}. */
    public Map<String, String> names() {
        return Map.copyOf(names);
    }

    private <T> T server(Class<T> type) {
        Object server = servers.get(type);
        if (server == null) {
            throw new IllegalStateException("@Servers of the test class does not name " + type.getSimpleName());
        }
        return type.cast(server);
    }
}
