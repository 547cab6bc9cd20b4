package dev.whiteboard.video.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files lie while they are worked on: a folder per process, so that what a killed one left is known by its absence. */
final class WorkFolder {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private final Path root;
    private final String mine;

    WorkFolder(Path root) {
        this.root = root;
        this.mine = name(ProcessHandle.current());
    }

    private static String name(ProcessHandle process) {
        return process.pid() + "-" + process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }

    Path fresh() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(root.resolve(mine)), "task-");
    }

    void clean() {
        try (Stream<Path> folders = Files.exists(root) ? Files.list(root) : Stream.empty()) {
            folders.filter(folder -> !alive(folder.getFileName().toString())).forEach(WorkFolder::remove);
        } catch (IOException e) {
            LOG.warn("What dead workers left stays for now: {}", e.toString());
        }
    }

    private static boolean alive(String folder) {
        String pid = folder.replaceFirst("-.*", "");
        return pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).filter(process -> name(process).equals(folder)).isPresent();
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} stays for now: {}", folder, e.toString());
        }
    }
}
