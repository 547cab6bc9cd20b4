package dev.whiteboard.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every server promises, whichever it is. */
class ServersTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource("servers")
    void lives_through_a_stop_a_freeze_and_a_kill(Function<Place, Server> kind) {
        try (Server server = kind.apply(Place.at(home))) {
            server.start();
            assertThat(server.isReady()).isTrue();
            long first = server.pid();

            server.suspend();
            assertThat(server.isReady()).isFalse();
            assertThat(server.isRunning()).isTrue();
            server.resume();
            assertThat(server.isReady()).isTrue();

            server.kill();
            assertThat(server.isRunning()).isFalse();
            server.start();
            assertThat(server.isReady()).isTrue();
            assertThat(server.pid()).isNotEqualTo(first);

            server.stop();
            assertThat(server.isRunning()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void says_which_port_is_taken(Function<Place, Server> kind) throws Exception {
        Server server = kind.apply(Place.at(home));
        try (var socket = new java.net.ServerSocket(server.port(), 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(server::start).isInstanceOf(ServerException.class)
                    .hasMessageContaining("port " + server.port() + " on 127.0.0.1 is taken");
        }
    }

    static Stream<Function<Place, Server>> servers() {
        return Stream.of(place -> RedisServer.at(place, Ports.free(), true),
                place -> PostgresServer.at(place, Ports.free(), true),
                place -> KafkaServer.at(place, Ports.free(), Ports.free()),
                place -> ElasticsearchServer.at(place, Ports.free(), Ports.free()),
                place -> S3Server.at(place, Ports.free(), "whiteboard", "whiteboard-secret"));
    }
}
