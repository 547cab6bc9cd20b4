package dev.whiteboard.local.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends this JVM's children when this JVM ends, however it ends.
 *
 * <p>
 * One shell per JVM reads a pipe from it. When the JVM is gone, by exit, crash or {@code kill -9}, the kernel closes
 * the pipe; the shell then asks every child it was told about to terminate, kills what is left after three seconds and
 * removes temporary folders. It sits in a session of its own, so that what ends a terminal or a process group does not
 * end the watch.
 */
final class Deathwatch {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            pids=' '
            folders=''
            while read -r verb what; do
              case "$verb" in
                watch) pids="$pids$what " ;;
                forget) kept=' '; for pid in $pids; do [ "$pid" = "$what" ] || kept="$kept$pid "; done; pids="$kept" ;;
                remove) folders="$folders$what
            " ;;
              esac
            done
            alive() { for pid in $pids; do kill -0 "$pid" 2>/dev/null && return 0; done; return 1; }
            for pid in $pids; do kill -TERM "$pid" 2>/dev/null; done
            for tick in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do alive || break; sleep 0.2; done
            for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
            printf '%s' "$folders" | while read -r folder; do
              case "$folder" in */whiteboard-*) rm -rf -- "$folder" ;; esac
            done
            """;

    private static final Deathwatch INSTANCE = new Deathwatch();

    private final Writer pipe;

    private Deathwatch() {
        try {
            Process shell = new ProcessBuilder(Session.own(List.of("sh", "-c", SCRIPT)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            this.pipe = shell.outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a shell to watch over child processes", e);
        }
    }

    static void watch(long pid) {
        INSTANCE.tell("watch " + pid);
    }

    static void forget(long pid) {
        INSTANCE.tell("forget " + pid);
    }

    static void remove(Path folder) {
        INSTANCE.tell("remove " + folder);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that watches over child processes is gone", e);
        }
    }
}
