package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.Supervisor;
import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.terminal.Board;
import java.time.Duration;
import java.time.Instant;

/** Stops everything once, whoever asks first; the others wait until it is done. */
final class Stopping {

    private final Supervisor supervisor;
    private final Board board;
    private boolean done;

    Stopping(Supervisor supervisor, Board board) {
        this.supervisor = supervisor;
        this.board = board;
    }

    synchronized void run() {
        if (done) {
            return;
        }
        Instant begin = Instant.now();
        board.say("stopping ...");
        supervisor.stop();
        board.say("Everything is stopped, after %s.".formatted(Amount.of(Duration.between(begin, Instant.now()))));
        done = true;
    }
}
