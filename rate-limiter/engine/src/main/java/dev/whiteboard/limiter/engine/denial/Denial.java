package dev.whiteboard.limiter.engine.denial;

/**
 * One refusal.
 *
 * @param at milliseconds since 1970 on the refusing node's clock
 * @param ruleId which rule
 * @param mode what decided
 * @param path what was asked for
 */
public record Denial(long at, String ruleId, String mode, String path) {
    String line() {
        return at + " " + ruleId + ' ' + mode + ' ' + path;
    }

    static Denial of(String line) {
        String[] parts = line.split(" ", 4);
        return new Denial(Long.parseLong(parts[0]), parts[1], parts[2], parts[3]);
    }
}
