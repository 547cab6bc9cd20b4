package dev.whiteboard.local.servers;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a command into a session of its own, so that Ctrl-C in the terminal reaches only the parent, which then stops
 * its children in order. Linux has {@code setsid}; macOS has Perl, which can call it.
 */
final class Session {

    private static final String SCRIPT = """
            if command -v setsid >/dev/null 2>&1; then exec setsid "$@"
            elif command -v perl >/dev/null 2>&1; then exec perl -e 'use POSIX; POSIX::setsid(); exec @ARGV' "$@"
            else trap '' INT; exec "$@"; fi
            """;

    private Session() {}

    static List<String> own(List<String> command) {
        return shell(SCRIPT, command);
    }

    /** Like {@link #own}, but begins only when a line {@code go} arrives on its standard input. */
    static List<String> ownOnGo(List<String> command) {
        return shell("read -r go && [ \"$go\" = go ] || exit 75; exec </dev/null\n" + SCRIPT, command);
    }

    private static List<String> shell(String script, List<String> command) {
        var line = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        line.addAll(command);
        return line;
    }
}
