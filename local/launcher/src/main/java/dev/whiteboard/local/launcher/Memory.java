package dev.whiteboard.local.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Resident memory of a process and all it forked. What children share with their parent (PostgreSQL's buffers) is
 * counted once where Linux tells it apart.
 */
final class Memory {

    private Memory() {}

    /** In bytes; 0 when there is no such process. */
    static long of(long pid) {
        return ProcessHandle.of(pid).filter(process -> pid > 0)
                .map(process -> resident(pid, "VmRSS:")
                        + process.descendants().mapToLong(child -> resident(child.pid(), "RssAnon:")).sum())
                .orElse(0L);
    }

    private static long resident(long pid, String field) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return askPs(pid);
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(field)).findFirst().map(Memory::kilobytes).orElse(0L);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long askPs(long pid) {
        try {
            Process ps = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", Long.toString(pid))).start();
            return kilobytes(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException unknown) {
            return 0;
        }
    }

    private static long kilobytes(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
    }
}
