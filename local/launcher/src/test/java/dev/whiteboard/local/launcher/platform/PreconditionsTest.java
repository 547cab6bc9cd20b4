package dev.whiteboard.local.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.Topology;
import dev.whiteboard.local.servers.Ffmpeg;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.ServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreconditionsTest {

    @TempDir
    Path root;

    @Test
    void a_taken_port_is_named_with_what_to_do() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TakenPorts.refuse(taken.getLocalPort())).isInstanceOf(Trouble.class)
                    .hasMessageContaining("Port " + taken.getLocalPort()).message().hasLineCount(1);
        }
    }

    @Test
    void a_port_taken_on_all_interfaces_is_taken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThat(TakenPorts.isTaken(taken.getLocalPort())).isTrue();
        }
    }

    @Test
    void a_free_port_passes() {
        assertThatCode(() -> TakenPorts.refuse(Ports.free())).doesNotThrowAnyException();
    }

    @Test
    void the_ports_of_a_plan_are_those_of_its_servers_and_all_listeners_of_its_services() {
        assertThat(Preconditions.ports(Plan.of(Topology.whiteboard(), List.of("url-shortener"), Map.of()))).contains(
                8080, 10080, 8101, 10101, 8102, 9102, 10102, 15432, 16379, 19092, 19093).doesNotContain(19200, 19000);
    }

    @Test
    void who_needs_ffmpeg_is_named_when_there_is_none_and_the_others_start_without() {
        Supplier<Ffmpeg> nowhere = () -> {
            throw new ServerException("nowhere");
        };

        assertThatThrownBy(
                () -> Preconditions.requireFfmpeg(Plan.of(Topology.whiteboard(), List.of(), Map.of()), nowhere))
                .isInstanceOf(Trouble.class).hasMessageContainingAll("video-service needs ffmpeg", "nowhere").message()
                .hasLineCount(1);
        assertThatCode(() -> Preconditions
                .requireFfmpeg(Plan.of(Topology.whiteboard(), List.of("chat-service"), Map.of()), nowhere))
                .doesNotThrowAnyException();
    }

    @Test
    void too_little_disk_is_said_with_figures() {
        assertThatThrownBy(() -> Preconditions.requireDisk(new Home(root), Long.MAX_VALUE)).isInstanceOf(Trouble.class)
                .hasMessageContaining("GB are free");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        Files.createFile(root.resolve(".whiteboard"));

        assertThatThrownBy(() -> Preconditions.requireDisk(new Home(root), 1)).isInstanceOf(Trouble.class)
                .hasMessageContaining("Cannot write to");
    }
}
