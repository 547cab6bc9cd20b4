package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.supervise.Program;
import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.ServerKind;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.servers.ElasticsearchServer;
import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.local.servers.S3Server;
import dev.whiteboard.local.servers.Server;
import java.util.List;
import java.util.stream.Stream;

/** The servers of a plan, durable, on the ports of the topology. */
record Servers(Plan plan, Place place, Environment environment) {

    List<Program> programs() {
        return Stream.of(ServerKind.values()).filter(plan.servers()::contains).map(this::program).toList();
    }

    private Program program(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> postgres();
            case REDIS -> alone(RedisServer.at(place, kind.port(), true));
            case KAFKA -> alone(KafkaServer.at(place, kind.port(), kind.innerPort()));
            case ELASTICSEARCH -> alone(ElasticsearchServer.at(place, kind.port(), kind.innerPort()));
            case S3 -> alone(S3Server.at(place, kind.port(), Environment.S3_USER, environment.s3Secret()));
        };
    }

    private static Program alone(Server server) {
        return new ServerProgram(server, () -> {});
    }

    /** With a database and a role of its own for each service. */
    private Program postgres() {
        PostgresServer server = PostgresServer.at(place, ServerKind.POSTGRES.port(), true)
                .withPassword(environment.databasePassword("superuser"));
        return new ServerProgram(server, () -> plan.topology().services()
                .forEach(service -> service.database().ifPresent(name -> prepare(server, service, name))));
    }

    /** Whoever keeps an index in Elasticsearch reads from the database's log what has changed. */
    private void prepare(PostgresServer server, Service service, String database) {
        server.createDatabase(database, database, environment.databasePassword(database));
        if (service.servers().contains(ServerKind.ELASTICSEARCH)) {
            server.allowReplication(database);
        }
    }
}
