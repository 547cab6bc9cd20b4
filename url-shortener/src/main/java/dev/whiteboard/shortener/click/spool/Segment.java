package dev.whiteboard.shortener.click.spool;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One append-only file of a spool; numbers rise, the highest is being written. */
record Segment(long number, Path file) {
    private static final Pattern NAME = Pattern.compile("(\\d{16})\\.spool");

    static Segment in(Path folder, long number) {
        return new Segment(number, folder.resolve(String.format("%016d.spool", number)));
    }

    static Optional<Segment> of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(new Segment(Long.parseLong(name.group(1)), file)) : Optional.empty();
    }
}
