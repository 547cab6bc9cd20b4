package dev.whiteboard.limiter.engine.denial;

/** A client that a rule refused. */
public record Denied(String ruleId, String clientType, String clientId) {
    String line() {
        return ruleId + ' ' + clientType + ' ' + clientId;
    }

    static Denied of(String line) {
        String[] parts = line.split(" ", 3);
        return new Denied(parts[0], parts[1], parts[2]);
    }
}
