package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.Status;
import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.terminal.Board;
import dev.whiteboard.local.launcher.terminal.Board.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the state of programs looks on the board. */
final class StatusLines {

    private StatusLines() {}

    static List<Board.Line> of(List<Status> statuses, Instant now) {
        return statuses.stream().map(status -> line(status, now)).toList();
    }

    private static Board.Line line(Status status, Instant now) {
        String age = Amount.of(Duration.between(status.since(), now));
        String state = status.state().label();
        return switch (status.state()) {
            case WAITING, STOPPED -> new Board.Line(status.name(), Mark.IDLE, state, status.note());
            case STARTING, STOPPING -> new Board.Line(status.name(), Mark.BUSY, state, age);
            case RUNNING -> status.healthy()
                    ? new Board.Line(status.name(), Mark.GOOD, "ready", "port " + status.port())
                    : new Board.Line(status.name(), Mark.BAD, "silent", status.note());
            case RESTARTING, FAILED -> new Board.Line(status.name(), Mark.BAD, state, status.note());
        };
    }
}
