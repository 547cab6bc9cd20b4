package dev.whiteboard.local.psp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The file of everything that was done, one line each, appended and forced to the disk before anybody is told. */
final class Journal implements AutoCloseable {

    /**
     * A line: an operation with its order, or the news that a webhook about it was taken.
     *
     * @param acknowledged the key of an operation whose webhook was taken
     */
    record Line(@Nullable Order order, @Nullable Done done, @Nullable String acknowledged) {}

    /** A stream, because a channel closes when one of its writers is interrupted. */
    private final FileOutputStream file;
    private final List<Line> lines;

    private Journal(FileOutputStream file, List<Line> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Opens the file, or makes it; a last line that a crash cut off was told to nobody and is cut away. */
    static Journal open(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        FileOutputStream file = new FileOutputStream(path.toFile(), true);
        List<Line> lines = new ArrayList<>();
        long whole = 0;
        for (String text : Files.readString(path, UTF_8).split("(?<=\n)", -1)) {
            try {
                if (text.endsWith("\n")) {
                    lines.add(Json.MAPPER.readValue(text, Line.class));
                    whole += text.getBytes(UTF_8).length;
                }
            } catch (JacksonException e) {
                throw new IOException(path + " is not a file of this provider", e);
            }
        }
        file.getChannel().truncate(whole);
        return new Journal(file, List.copyOf(lines));
    }

    /** What the file said when it was opened. */
    List<Line> recovered() {
        return lines;
    }

    synchronized void append(Line line) {
        try {
            file.write((Json.MAPPER.writeValueAsString(line) + "\n").getBytes(UTF_8));
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
