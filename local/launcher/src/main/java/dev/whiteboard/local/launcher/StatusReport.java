package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.State;
import dev.whiteboard.local.launcher.supervise.Status;
import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code status}: one line a program; exit code 0 when all is well. */
record StatusReport(Setup setup) {

    int print(boolean json) {
        Optional<List<Status>> statuses = setup.control().statuses();
        if (json) {
            System.out.println(statuses.orElse(List.of()).stream().map(StatusReport::json)
                    .collect(Collectors.joining(",\n ", "[", "]")));
        } else {
            statuses.ifPresentOrElse(StatusReport::printTable,
                    () -> System.out.println("Nothing runs here. './whiteboard up' starts it."));
        }
        return statuses.filter(StatusReport::allWell).isPresent() ? 0 : 1;
    }

    private static boolean allWell(List<Status> statuses) {
        return statuses.stream().allMatch(status -> status.state() == State.RUNNING && status.healthy());
    }

    private static void printTable(List<Status> statuses) {
        var table = new Table().row("NAME", "STATE", "HEALTH", "PORT", "PID", "MEMORY", "UPTIME", "RESTARTS", "");
        long sum = 0;
        for (Status status : statuses) {
            long memory = Memory.of(status.pid());
            sum += memory;
            table.row(status.name(), status.state().label(), health(status), Integer.toString(status.port()),
                    status.pid() == 0 ? "-" : Long.toString(status.pid()), memory == 0 ? "-" : Amount.ofBytes(memory),
                    uptime(status), Integer.toString(status.restarts()), status.note());
        }
        table.row("", "", "", "", "", Amount.ofBytes(sum));
        table.lines().forEach(System.out::println);
    }

    private static String health(Status status) {
        if (status.state() != State.RUNNING) {
            return "-";
        }
        return status.healthy() ? "ok" : "silent";
    }

    private static String uptime(Status status) {
        return status.state() == State.RUNNING ? Amount.of(Duration.between(status.since(), Instant.now())) : "-";
    }

    private static String json(Status status) {
        return "{\"name\":\"%s\",\"state\":\"%s\",\"healthy\":%s,\"port\":%d,\"pid\":%d,\"memory\":%d,\"since\":\"%s\",\"restarts\":%d,\"note\":\"%s\"}"
                .formatted(status.name(), status.state().label(), status.healthy(), status.port(), status.pid(),
                        Memory.of(status.pid()), status.since(), status.restarts(),
                        status.note().replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " "));
    }
}
