package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.link.Link;
import dev.whiteboard.shortener.link.RedirectType;
import java.time.Instant;

/** What a short key stands for, as far as a redirect needs to know; this is what caches hold. */
sealed interface Target {
    /** The link's version; of two copies the one with the higher version is right. */
    long version();

    /** The key leads somewhere, until the given millisecond. */
    record Live(String location, RedirectType type, long endsAtMillis, long version) implements Target {
        static final long NEVER = Long.MAX_VALUE;

        boolean ended(long nowMillis) {
            return nowMillis >= endsAtMillis;
        }
    }

    /** The key led somewhere once. */
    record Gone(long version) implements Target {}

    /** The key was never given out. */
    record Missing() implements Target {
        @Override
        public long version() {
            return 0;
        }
    }

    static Target of(Link link) {
        if (link.deleted() || link.disabled()) {
            return new Gone(link.version());
        }
        Instant end = link.expiresAt();
        return new Live(link.longUrl(), link.redirectType(), end == null ? Live.NEVER : end.toEpochMilli(),
                link.version());
    }
}
