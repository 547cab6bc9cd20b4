package dev.whiteboard.drills;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Faults by way of the platform's supervisor: one line over its control socket a command ({@code kill redis}), one
 * line back ({@code ok}, or {@code error: …}).
 */
final class SupervisorFaults implements Faults {
    private final Path socket;
    private int count;

    SupervisorFaults(Path home) {
        this.socket = home.resolve("control.sock");
        if (!Files.exists(socket)) {
            throw new DrillAborted("no platform runs here; start it with ./whiteboard up");
        }
    }

    @Override
    public void kill(String process) {
        count++;
        order("kill " + process);
    }

    @Override
    public Fault freeze(String process) {
        count++;
        order("freeze " + process);
        return () -> order("thaw " + process);
    }

    @Override
    public Fault stop(String process) {
        count++;
        order("stop " + process);
        return () -> order("start " + process);
    }

    @Override
    public boolean ready(String process) {
        return ask("ready " + process).equals("ok");
    }

    @Override
    public int count() {
        return count;
    }

    private void order(String command) {
        String answer = ask(command);
        if (!answer.equals("ok")) {
            throw new DrillAborted("'" + command + "': " + answer);
        }
    }

    private String ask(String command) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();
            var answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) >= 0 && answer.hasRemaining()) {
                continue;
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new DrillAborted("the supervisor does not answer (" + e.getMessage() + ")");
        }
    }
}
