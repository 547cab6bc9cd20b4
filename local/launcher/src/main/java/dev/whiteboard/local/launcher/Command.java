package dev.whiteboard.local.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person can ask for. */
sealed interface Command {

    /**
     * @param services    names; none means everything
     * @param serversOnly no services at all
     * @param replicas how many of a service, where it is not one
     * @param timeout  how long each program may take until it is ready
     */
    record Up(List<String> services, boolean serversOnly, Map<String, Integer> replicas, boolean detach,
            boolean plain, Duration timeout) implements Command {
        public Up {
            services = List.copyOf(services);
            replicas = Map.copyOf(replicas);
        }
    }

    record Down() implements Command {}

    record ShowStatus(boolean json) implements Command {}

    record Logs(Optional<String> name, boolean follow, int lines) implements Command {}

    record Restart(String name) implements Command {}

    record Stop(String name) implements Command {}

    record Start(String name) implements Command {}

    /** Prints the environment of a service. */
    record ShowEnvironment(String service) implements Command {}

    record Reset(boolean yes) implements Command {}

    record Drill(List<String> arguments) implements Command {
        public Drill {
            arguments = List.copyOf(arguments);
        }
    }

    record Simulate(List<String> arguments) implements Command {
        public Simulate {
            arguments = List.copyOf(arguments);
        }
    }

    record Help() implements Command {}
}
