package dev.whiteboard.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what others add to a file, line by line; begins anew when the file was cut. */
final class GrowingFile {

    private final Path path;
    private long position;
    private String unfinished = "";

    private GrowingFile(Path path, long position) {
        this.path = path;
        this.position = position;
    }

    static GrowingFile atBegin(Path path) {
        return new GrowingFile(path, 0);
    }

    static GrowingFile atEnd(Path path) {
        try {
            return new GrowingFile(path, Files.size(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    List<String> newLines() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        if (Files.size(path) < position) {
            position = 0;
        }
        String text;
        try (var in = Files.newInputStream(path)) {
            in.skipNBytes(position);
            byte[] bytes = in.readAllBytes();
            position += bytes.length;
            text = unfinished + new String(bytes, StandardCharsets.UTF_8);
        }
        int end = text.lastIndexOf('\n') + 1;
        unfinished = text.substring(end);
        return text.substring(0, end).lines().toList();
    }
}
