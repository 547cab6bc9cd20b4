package dev.whiteboard.shortener.redirect;

import dev.whiteboard.shortener.link.ClickLimit;
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

    /**
     * The key leads somewhere, but not everybody who asks: this memory does not suffice to say who may pass.
     *
     * @param limited whether Postgres must be asked for one of the clicks that are left
     * @param secret whether the visitor must know a password
     */
    record Guarded(Live live, boolean limited, boolean secret) implements Target {
        @Override
        public long version() {
            return live.version();
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
        ClickLimit limit = link.clickLimit();
        if (link.deleted() || link.disabled() || (limit != null && limit.usedUp())) {
            return new Gone(link.version());
        }
        Instant end = link.expiresAt();
        var live = new Live(link.longUrl(), link.redirectType(), end == null ? Live.NEVER : end.toEpochMilli(),
                link.version());
        return limit == null && !link.secret() ? live : new Guarded(live, limit != null, link.secret());
    }
}
