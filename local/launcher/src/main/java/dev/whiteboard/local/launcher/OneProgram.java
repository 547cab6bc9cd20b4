package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.State;
import dev.whiteboard.local.launcher.supervise.Status;
import dev.whiteboard.local.launcher.terminal.Amount;
import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code restart}, {@code stop} and {@code start}: one program of a platform that runs. */
record OneProgram(Setup setup) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Builds first, so that a build that fails leaves the old version running. */
    int restart(String typed) throws InterruptedException, IOException {
        Status before = find(typed);
        setup.topology().services().stream().filter(service -> runs(service, before.name())).findFirst()
                .ifPresent(service -> setup.apps().prepare(List.of(service), System.out::println));
        Instant begin = Instant.now();
        order("restart", before.name());
        return awaitReady(before.name(), begin, before.pid());
    }

    int stop(String typed) {
        String name = find(typed).name();
        order("stop", name);
        System.out.println("%s is stopped. './whiteboard start %s' brings it back.".formatted(name, name));
        return 0;
    }

    int start(String typed) throws InterruptedException {
        Status status = find(typed);
        order("start", status.name());
        return awaitReady(status.name(), Instant.now(), 0);
    }

    private int awaitReady(String name, Instant begin, long oldPid) throws InterruptedException {
        while (Instant.now().isBefore(begin.plus(PATIENCE))) {
            Status status = find(name);
            if (status.state() == State.RUNNING && status.healthy() && status.pid() != oldPid) {
                System.out.println("%s is ready, after %s.".formatted(name,
                        Amount.of(Duration.between(begin, Instant.now()))));
                return 0;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new Trouble("%s is not ready after %s. './whiteboard logs %s' may say why.".formatted(name,
                Amount.of(PATIENCE), name));
    }

    private void order(String verb, String name) {
        if (setup.control().ask(verb + " " + name).isEmpty()) {
            throw nothingRuns();
        }
    }

    private Status find(String typed) {
        List<Status> statuses = setup.control().statuses().orElseThrow(OneProgram::nothingRuns);
        String name = setup.topology().service(typed).map(Service::name).orElse(typed);
        return statuses.stream().filter(status -> status.name().equals(name)).findFirst().orElseThrow(
                () -> new Trouble("'%s' does not run. './whiteboard status' shows what does.".formatted(typed)));
    }

    private static boolean runs(Service service, String program) {
        return program.equals(service.name()) || program.matches(service.name() + "-\\d+");
    }

    private static Trouble nothingRuns() {
        return new Trouble("Nothing runs here. './whiteboard up' starts it.");
    }
}
