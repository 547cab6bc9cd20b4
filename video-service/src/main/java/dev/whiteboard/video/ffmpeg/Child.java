package dev.whiteboard.video.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs beside this one and never outlives it. A shell starts it and reads a pipe from here: when that is
 * closed, because it is no longer wanted or because this process was killed, the shell kills it.
 */
final class Child {
    private static final String SCRIPT = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            { read -r _ <&3; kill -9 "$child"; } >/dev/null 2>&1 &
            watch=$!
            wait "$child"
            code=$?
            kill "$watch" 2>/dev/null
            exit "$code"
            """;
    private static final int MOST = 64 * 1024 * 1024;
    private static final Duration END = Duration.ofSeconds(10);

    private Child() {}

    /** How a program ended. */
    record Exit(int code, String output, String complaints, boolean outOfTime) {
        boolean fine() {
            return code == 0 && !outOfTime;
        }
    }

    /**
     * Waits for it; an interrupt ends it.
     *
     * @param folder where it works
     */
    static Exit run(List<String> command, Path folder, Duration limit) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        all.addAll(command);
        Process process = new ProcessBuilder(all).directory(folder.toFile()).start();
        try {
            CompletableFuture<String> output = read(process.getInputStream());
            CompletableFuture<String> complaints = read(process.getErrorStream());
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.getOutputStream().close();
                var _ = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
                return new Exit(-1, "", "took longer than " + limit, true);
            }
            return new Exit(process.exitValue(), output.join(), complaints.join(), false);
        } finally {
            process.getOutputStream().close();
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                text.complete(new String(stream.readNBytes(MOST), StandardCharsets.UTF_8));
            } catch (IOException closed) {
                text.complete("");
            }
        });
        return text;
    }
}
