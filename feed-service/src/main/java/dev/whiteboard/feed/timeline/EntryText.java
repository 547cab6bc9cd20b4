package dev.whiteboard.feed.timeline;

import dev.whiteboard.common.id.PublicId;
import java.util.Collection;

/** An entry as a member of a timeline: 13 characters that sort as the ids do. */
final class EntryText {
    static final String FIRST = "0000000000000";
    private static final String PREFIX = "e";

    private EntryText() {}

    static String of(long entry) {
        return PublicId.format(PREFIX, entry).substring(PREFIX.length() + 1);
    }

    static String of(Collection<Long> entries) {
        StringBuilder text = new StringBuilder(entries.size() * FIRST.length());
        entries.forEach(entry -> text.append(of(entry)));
        return text.toString();
    }

    static long read(String text) {
        return PublicId.parse(PREFIX, PREFIX + "_" + text).orElseThrow();
    }
}
