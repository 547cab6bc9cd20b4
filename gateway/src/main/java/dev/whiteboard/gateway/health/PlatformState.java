package dev.whiteboard.gateway.health;

import java.util.List;
import java.util.Set;

/**
 * The platform's condition out of what was seen of its services: it starts until each has been ready once, and from then
 * on it is up, or degraded by those that are not ready now.
 */
public sealed interface PlatformState {
    /** Its one word. */
    String status();

    record Starting(
            List<String> waitingFor) implements PlatformState {
        @Override
        public String status() {
            return "STARTING";
        }
    }

    record Up() implements PlatformState {
        @Override
        public String status() {
            return "UP";
        }
    }

    record Degraded(
            List<String> missing) implements PlatformState {
        @Override
        public String status() {
            return "DEGRADED";
        }
    }

    static PlatformState of(List<String> expected, Set<String> readyOnce, Set<String> readyNow) {
        List<String> never = expected.stream().filter(service -> !readyOnce.contains(service)).toList();
        if (!never.isEmpty()) {
            return new Starting(never);
        }
        List<String> missing = expected.stream().filter(service -> !readyNow.contains(service)).toList();
        return missing.isEmpty() ? new Up() : new Degraded(missing);
    }
}
