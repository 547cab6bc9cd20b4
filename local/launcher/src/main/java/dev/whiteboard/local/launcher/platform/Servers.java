package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.supervise.Program;
import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.ServerKind;
import dev.whiteboard.local.servers.KafkaServer;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.PostgresServer;
import dev.whiteboard.local.servers.RedisServer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The servers of a plan, durable, on the ports of the topology. */
record Servers(Plan plan, Place place, Environment environment) {

    List<Program> programs() {
        return Stream.of(ServerKind.values()).filter(plan.servers()::contains).map(this::program)
                .flatMap(Optional::stream).toList();
    }

    private Optional<Program> program(ServerKind kind) {
        return switch (kind) {
            case POSTGRES -> Optional.of(postgres());
            case REDIS -> Optional
                    .of(new ServerProgram(RedisServer.at(place, kind.port(), true), Servers::nothing));
            case KAFKA -> Optional
                    .of(new ServerProgram(KafkaServer.at(place, kind.port(), kind.innerPort()), Servers::nothing));
            case ELASTICSEARCH, S3 -> Optional.empty();
        };
    }

    /** With a database and a role of its own for each service. */
    private Program postgres() {
        PostgresServer server = PostgresServer.at(place, ServerKind.POSTGRES.port(), true)
                .withPassword(environment.databasePassword("superuser"));
        return new ServerProgram(server, () -> plan.topology().services().forEach(service -> service.database()
                .ifPresent(name -> server.createDatabase(name, name, environment.databasePassword(name)))));
    }

    private static void nothing() {}
}
