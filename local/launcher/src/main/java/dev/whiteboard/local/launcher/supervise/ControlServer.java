package dev.whiteboard.local.launcher.supervise;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;

/**
 * Answers the other {@code ./whiteboard} commands of the same checkout, and drills, over a socket that only its owner
 * can open: one line asks, lines answer, the end of the connection ends the answer. {@code error: …} is a
 * {@link Trouble}.
 */
public final class ControlServer implements AutoCloseable {

    static final String ERROR = "error: ";

    private final Path file;
    private final ServerSocketChannel server;
    private final Function<String, List<String>> answers;

    private ControlServer(Path file, ServerSocketChannel server, Function<String, List<String>> answers) {
        this.file = file;
        this.server = server;
        this.answers = answers;
    }

    /** Listens; the caller holds the lock of the checkout, so a socket that is there already is a dead one's. */
    public static ControlServer open(Path folder, Function<String, List<String>> answers) throws IOException {
        Path file = ControlSocket.in(folder);
        Files.deleteIfExists(file);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var server = new ControlServer(file, channel, answers);
        Thread.ofPlatform().daemon().name("control").start(server::accept);
        return server;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                System.err.println("whiteboard: control socket: " + e.getMessage());
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client; var in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", answerTo(line)) + "\n");
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        } catch (IOException clientGone) {
            return;
        }
    }

    private List<String> answerTo(String line) {
        try {
            return answers.apply(line);
        } catch (RuntimeException e) {
            return List.of(ERROR + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(file);
    }
}
