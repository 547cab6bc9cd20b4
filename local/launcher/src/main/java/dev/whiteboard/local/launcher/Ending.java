package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.ControlClient;
import dev.whiteboard.local.launcher.supervise.Lock;
import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code down}: asks the platform to stop and waits until its supervisor is gone. */
record Ending(Setup setup) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    int run() throws IOException {
        Instant begin = Instant.now();
        Optional<ProcessHandle> holder = Lock.holder(setup.home().run());
        boolean asked = new ControlClient(setup.home().run()).ask("down").isPresent();
        if (holder.isEmpty()) {
            System.out.println("Nothing runs here.");
            return 0;
        }
        if (!asked) {
            // Still building, or it lost its socket: a terminate does the same.
            holder.get().destroy();
        }
        holder.get().onExit().completeOnTimeout(holder.get(), PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (holder.get().isAlive()) {
            throw new Trouble("The supervisor, process %d, does not end. 'kill -9 %d' ends it and all it started."
                    .formatted(holder.get().pid(), holder.get().pid()));
        }
        System.out.println("Stopped after %s.".formatted(Amount.of(Duration.between(begin, Instant.now()))));
        return 0;
    }
}
