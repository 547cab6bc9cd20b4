package dev.whiteboard.shortener.click;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A node is its spool: the name is drawn once and kept beside it, so a restarted process is the same node. */
final class NodeName {
    private NodeName() {}

    static String in(Path folder) {
        Path file = folder.resolve("node");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
