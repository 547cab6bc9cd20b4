package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds out who listens on a port that we want. */
final class TakenPorts {

    private TakenPorts() {}

    /** Does nothing when the port is free; else says who has it and what to do. */
    static void refuse(int port) {
        if (isTaken(port)) {
            throw new Trouble(holder(port)
                    .map(who -> "Port %d is taken by %s. Stop it ('kill %s') and try again.".formatted(port, who,
                            who.replaceAll("\\D*(\\d+).*", "$1")))
                    .orElse("Port %d is taken by another program. Find it with 'lsof -i :%d', stop it and try again."
                            .formatted(port, port)));
        }
    }

    /** Binding alone would not see a listener on all interfaces on macOS, connecting alone not one that is too busy. */
    static boolean isTaken(int port) {
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(here, 1);
        } catch (IOException taken) {
            return true;
        }
        try (var client = new Socket()) {
            client.connect(here, 200);
            return true;
        } catch (IOException free) {
            return false;
        }
    }

    /** {@code process 4711 (nginx)}, when it is ours to see and {@code lsof} is there. */
    private static Optional<String> holder(int port) {
        try {
            Process lsof = new ProcessBuilder(List.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().map(Long::parseLong).flatMap(ProcessHandle::of)
                    .map(process -> "process %d (%s)".formatted(process.pid(), name(process)));
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    private static String name(ProcessHandle process) {
        String command = process.info().command().orElse("?");
        return command.substring(command.lastIndexOf('/') + 1);
    }
}
