package dev.whiteboard.feed.home;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Where a reader is in their timeline.
 *
 * @param before the entry above which everything has been read
 * @param asOf when the scroll began: whom the reader follows since then comes with the next one
 */
public record Place(long reader, long before, OffsetDateTime asOf) {
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.parse("9999-12-31T00:00:00Z");

    public static Place top(long reader) {
        return new Place(reader, Long.MAX_VALUE, END_OF_TIME);
    }

    public static Place at(long reader, long before, Instant asOf) {
        return new Place(reader, before, asOf.atOffset(ZoneOffset.UTC));
    }

    /** All that is below an entry now. */
    public static Place below(long reader, long entry) {
        return new Place(reader, entry, END_OF_TIME);
    }

    Place below(long entry) {
        return new Place(reader, entry, asOf);
    }
}
