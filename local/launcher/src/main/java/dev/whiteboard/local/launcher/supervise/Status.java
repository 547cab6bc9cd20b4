package dev.whiteboard.local.launcher.supervise;

import java.time.Instant;
import java.util.List;

/**
 * What is known about a program at one moment.
 *
 * @param healthy  whether it answered when it was last asked
 * @param pid      0 while there is no process
 * @param since    when it entered its state
 * @param restarts how often it was started again after it died
 * @param note     more about the state; may be empty
 */
public record Status(String name, State state, boolean healthy, int port, long pid, Instant since, int restarts,
        String note) {

    /** One line for the control socket. */
    String toLine() {
        return String.join("\t", name, state.name(), Boolean.toString(healthy), Integer.toString(port),
                Long.toString(pid), Long.toString(since.toEpochMilli()), Integer.toString(restarts), note);
    }

    static Status parse(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        return new Status(parts.get(0), State.valueOf(parts.get(1)), Boolean.parseBoolean(parts.get(2)),
                Integer.parseInt(parts.get(3)), Long.parseLong(parts.get(4)),
                Instant.ofEpochMilli(Long.parseLong(parts.get(5))), Integer.parseInt(parts.get(6)), parts.get(7));
    }

    Status in(State next, boolean nowHealthy, String why, Instant now) {
        return new Status(name, next, nowHealthy, port, pid, state == next ? since : now, restarts, why);
    }

    Status withPid(long newPid) {
        return new Status(name, state, healthy, port, newPid, since, restarts, note);
    }

    Status restarted() {
        return new Status(name, state, healthy, port, 0, since, restarts + 1, note);
    }
}
