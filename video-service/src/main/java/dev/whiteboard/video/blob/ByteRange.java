package dev.whiteboard.video.blob;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file, both ends inclusive (RFC 9110 §14). */
public record ByteRange(long first, long last) {
    private static final Pattern SHAPE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    public long length() {
        return last - first + 1;
    }

    public static ByteRange whole(long size) {
        return new ByteRange(0, size - 1);
    }

    /** What a Range header asks of a file of that size. */
    public sealed interface Asked {
        /** No range, or several, or something unreadable: the whole file is a right answer to each. */
        record Whole() implements Asked {}

        record Part(ByteRange range) implements Asked {}

        /** Nothing of the file is in it. */
        record Unsatisfiable() implements Asked {}
    }

    public static Asked parse(String header, long size) {
        Matcher parts = SHAPE.matcher(header.strip());
        if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(2).isEmpty())) {
            return new Asked.Whole();
        }
        return within(number(parts.group(1)), number(parts.group(2)), size);
    }

    private static Asked within(Optional<Long> from, Optional<Long> to, long size) {
        if (from.isEmpty()) {
            long length = Math.min(to.orElse(0L), size);
            return length == 0 ? new Asked.Unsatisfiable() : new Asked.Part(new ByteRange(size - length, size - 1));
        }
        long last = Math.min(to.orElse(Long.MAX_VALUE), size - 1);
        if (to.isPresent() && to.get() < from.get()) {
            return new Asked.Whole();
        }
        return from.get() >= size ? new Asked.Unsatisfiable() : new Asked.Part(new ByteRange(from.get(), last));
    }

    private static Optional<Long> number(String digits) {
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }
}
