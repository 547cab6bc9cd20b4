package dev.whiteboard.local.launcher.supervise;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The log of one program. What grows past its limit is copied to {@code .1} … {@code .3} and cut to nothing in place:
 * the writers have the file open for appending and go on at its new end.
 */
public record LogFile(Path path, long limit) {

    /** Where a log is cut. */
    public static final long USUAL_LIMIT = 20L << 20;

    private static final int KEPT = 3;
    private static final int TAIL_BYTES = 64 << 10;

    /** Rotates the log if it has grown past its limit. */
    public void rotate() throws IOException {
        if (!Files.exists(path) || Files.size(path) <= limit) {
            return;
        }
        for (int age = KEPT - 1; age >= 1; age--) {
            if (Files.exists(aged(age))) {
                Files.move(aged(age), aged(age + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(path, aged(1), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /** The last lines, of a log of any size. */
    public List<String> last(int lines) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var in = Files.newInputStream(path)) {
            in.skipNBytes(Math.max(0, Files.size(path) - TAIL_BYTES));
            List<String> tail = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).lines().toList();
            return tail.subList(Math.max(0, tail.size() - lines), tail.size());
        }
    }

    private Path aged(int age) {
        return path.resolveSibling(path.getFileName() + "." + age);
    }

    /** Rotates every log of a folder that has grown past its limit. */
    public static void rotateAll(Path folder, long limit) throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                new LogFile(log, limit).rotate();
            }
        }
    }
}
