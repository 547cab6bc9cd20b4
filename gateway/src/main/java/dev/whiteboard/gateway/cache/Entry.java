package dev.whiteboard.gateway.cache;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * One stored answer. Its body is shared with the answers that confirm it.
 *
 * @param varying the request headers that it depends on
 * @param headers as clients get them, without those that the edge adds
 * @param born when its age was zero, in nanoseconds of {@link System#nanoTime()}'s kind
 * @param confirmed when the origin was last asked for it
 * @param names by which it can be purged
 */
record Entry(
        Key key,
        List<String> varying,
        int status,
        HttpHeaders headers,
        Body body,
        Terms terms,
        long born,
        long confirmed,
        Set<String> names) {

    /** What may be done with it now. */
    enum Use {
        /** Serve it. */
        SERVE,
        /** Serve it, and ask the origin meanwhile. */
        SERVE_AND_CONFIRM,
        /** Ask the origin first. */
        CONFIRM
    }

    private static final int OVERHEAD = 1024;

    Use use(long now, long confirmAfter) {
        long unconfirmed = now - confirmed;
        if (unconfirmed >= confirmAfter) {
            return Use.CONFIRM;
        }
        if (terms.fresh(age(now))) {
            return unconfirmed < confirmAfter / 2 ? Use.SERVE : Use.SERVE_AND_CONFIRM;
        }
        return terms.usableWhileRevalidating(age(now)) ? Use.SERVE_AND_CONFIRM : Use.CONFIRM;
    }

    /**
     * Whether it may be used because the origin fails. Without the log of purges nobody could say that it has not been
     * purged, so then only while it is confirmed anyway.
     */
    boolean usableOnError(long now, long confirmAfter, boolean purgesAreHeard) {
        return terms.usableOnError(age(now)) && (purgesAreHeard || now - confirmed < confirmAfter);
    }

    long age(long now) {
        return Math.max(0, now - born);
    }

    long ageSeconds(long now) {
        return TimeUnit.NANOSECONDS.toSeconds(age(now));
    }

    /** Seconds of freshness left; negative when stale. */
    long ttlSeconds(long now) {
        return TimeUnit.NANOSECONDS.toSeconds(terms.lifetime() - age(now));
    }

    boolean suits(Ask ask) {
        return key.equals(ask.key(varying));
    }

    /** What it costs: its bytes, its headers, and what the shelf itself needs for it. */
    int weight() {
        int weight = OVERHEAD + 2 * (key.target().length() + key.variant().length()) + body.length();
        for (var header : headers) {
            weight += header.getKey().length() + header.getValue().length();
        }
        return weight;
    }

    @Nullable
    String etag() {
        return headers.get(HttpHeaderNames.ETAG);
    }

    @Nullable
    String lastModified() {
        return headers.get(HttpHeaderNames.LAST_MODIFIED);
    }
}
