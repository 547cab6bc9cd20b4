package dev.whiteboard.local.launcher.supervise;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the control socket understands: {@code status}, {@code up}, {@code down}, and {@code ready | restart | stop | start | kill |
 * freeze | thaw <program>}.
 */
public final class Orders {

    private static final List<String> OK = List.of("ok");

    private final Supervisor supervisor;
    private final Runnable down;
    private volatile boolean up;

    /** @param down ends the platform; called once the answer is on its way */
    public Orders(Supervisor supervisor, Runnable down) {
        this.supervisor = supervisor;
        this.down = down;
    }

    /** From now on the question {@code up} is answered with yes. */
    public void everythingIsUp() {
        up = true;
    }

    public List<String> carryOut(String line) {
        String[] words = line.strip().split("\\s+");
        String name = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "status" -> supervisor.statuses().stream().map(Status::toLine).toList();
            case "up" -> List.of(up ? "ok" : "not yet");
            case "ready" -> List.of(supervisor.status(name).healthy() ? "ok" : "not ready");
            case "restart" -> did(() -> supervisor.restart(name));
            case "stop" -> did(() -> supervisor.rest(name));
            case "start" -> did(() -> supervisor.resume(name));
            case "kill" -> did(() -> supervisor.program(name).kill());
            case "freeze" -> did(() -> supervisor.program(name).freeze());
            case "thaw" -> did(() -> supervisor.program(name).thaw());
            case "down" -> did(() -> CompletableFuture.runAsync(down));
            default -> throw new Trouble("'%s' is not understood".formatted(words[0]));
        };
    }

    private static List<String> did(Runnable deed) {
        deed.run();
        return OK;
    }
}
