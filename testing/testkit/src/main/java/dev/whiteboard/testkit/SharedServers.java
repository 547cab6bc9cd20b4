package dev.whiteboard.testkit;

import java.util.function.Supplier;

import dev.whiteboard.local.servers.ElasticsearchServer;
import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.local.servers.Server;
import org.jspecify.annotations.Nullable;

/** The servers of this JVM, each started when it is first asked for. */
final class SharedServers {

    private static final Started<PostgresServer> POSTGRES = new Started<>(
            () -> PostgresServer.at(Place.temporary(), Ports.free(), false));
    private static final Started<RedisServer> REDIS = new Started<>(
            () -> RedisServer.at(Place.temporary(), Ports.free(), false));
    private static final Started<KafkaServer> KAFKA = new Started<>(
            () -> KafkaServer.at(Place.temporary(), Ports.free(), Ports.free()));

    private static final Started<S3Server> S3 = new Started<>(
            () -> S3Server.at(Place.temporary(), Ports.free(), "whiteboard", "whiteboard-secret"));
    private static final Started<ElasticsearchServer> ELASTICSEARCH = new Started<>(
            () -> ElasticsearchServer.at(Place.temporary(), Ports.free(), Ports.free()));

    private SharedServers() {}

    static PostgresServer postgres() {
        return POSTGRES.get();
    }

    static PostgresServer durablePostgres() {
        PostgresServer server = PostgresServer.at(Place.temporary(), Ports.free(), true);
        server.start();
        return server;
    }

    static RedisServer redis() {
        return REDIS.get();
    }

    static KafkaServer kafka() {
        return KAFKA.get();
    }

    static S3Server s3() {
        return S3.get();
    }

    static ElasticsearchServer elasticsearch() {
        return ELASTICSEARCH.get();
    }

    /** A server that comes into being, running, at the first call; a test that killed it leaves it to the next one running. */
    private static final class Started<S extends Server> {

        private final Supplier<S> creation;
        private @Nullable S server;

        Started(Supplier<S> creation) {
            this.creation = creation;
        }

        synchronized S get() {
            S current = server;
            if (current == null) {
                current = creation.get();
                server = current;
            }
            current.start();
            return current;
        }
    }
}
