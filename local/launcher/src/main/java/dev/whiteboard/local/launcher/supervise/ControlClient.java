package dev.whiteboard.local.launcher.supervise;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Talks to the platform that runs in this checkout, if one does. */
public record ControlClient(Path folder) {

    /** The lines of the answer; nothing when no platform runs. */
    public Optional<List<String>> ask(String request) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.in(folder)));
                var in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            channel.write(StandardCharsets.UTF_8.encode(request + "\n"));
            List<String> lines = in.lines().toList();
            if (!lines.isEmpty() && lines.getFirst().startsWith(ControlServer.ERROR)) {
                throw new Trouble(lines.getFirst().substring(ControlServer.ERROR.length()));
            }
            return Optional.of(lines);
        } catch (IOException | UncheckedIOException nobodyThere) {
            return Optional.empty();
        }
    }

    /** How every program is; nothing when no platform runs. */
    public Optional<List<Status>> statuses() {
        return ask("status").map(lines -> lines.stream().filter(line -> !line.isEmpty()).map(Status::parse).toList());
    }
}
