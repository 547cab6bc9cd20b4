package dev.whiteboard.shortener.click.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers how far a spool was read. Losing it costs a second reading, never a record. */
final class PositionFile {
    private PositionFile() {}

    static Optional<SpoolPosition> read(Path folder) throws IOException {
        Path file = folder.resolve("position");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ");
        try {
            return Optional.of(new SpoolPosition(Long.parseLong(words[0]), Long.parseLong(words[1])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    static void write(Path folder, SpoolPosition position) throws IOException {
        Path fresh = folder.resolve("position.new");
        Files.writeString(fresh, position.segment() + " " + position.offset() + "\n");
        Files.move(fresh, folder.resolve("position"), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
