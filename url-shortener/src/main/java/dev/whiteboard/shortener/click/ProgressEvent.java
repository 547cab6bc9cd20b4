package dev.whiteboard.shortener.click;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node's word, sent to every partition behind its clicks: whatever it saw before this instant has been sent. Null when
 * it leaves with an empty spool.
 */
record ProgressEvent(String node, @Nullable Instant sentUntil) {
    static final String TYPE = "shortener.clicks-sent";
}
