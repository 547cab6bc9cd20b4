package dev.whiteboard.gateway.cache;

import java.util.Date;

import org.jspecify.annotations.Nullable;

import io.netty.handler.codec.DateFormatter;

/** The conditions of RFC 9110 §13 that a cache may judge. */
final class Validators {
    private static final String WEAK = "W/";

    private Validators() {}

    /** Whether the client has this answer already; a tag outweighs a date. */
    static boolean notModified(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince, @Nullable String etag,
            @Nullable String lastModified) {
        if (ifNoneMatch != null) {
            return ifNoneMatch.strip().equals("*") || etag != null && lists(ifNoneMatch, etag);
        }
        if (ifModifiedSince == null || lastModified == null) {
            return false;
        }
        Date since = DateFormatter.parseHttpDate(ifModifiedSince);
        Date modified = DateFormatter.parseHttpDate(lastModified);
        return since != null && modified != null && !modified.after(since);
    }

    /** Whether a range may be cut from this answer, for a client that has the rest of one with that validator. */
    static boolean sameForRange(@Nullable String ifRange, @Nullable String etag, @Nullable String lastModified) {
        if (ifRange == null) {
            return true;
        }
        String wanted = ifRange.strip();
        return wanted.startsWith("\"")
                ? wanted.equals(etag)
                : !wanted.startsWith(WEAK) && wanted.equals(lastModified);
    }

    static boolean weaklyEqual(String one, String other) {
        return opaque(one).equals(opaque(other));
    }

    private static boolean lists(String list, String etag) {
        String wanted = opaque(etag);
        for (int from = list.indexOf('"'); from >= 0;) {
            int end = list.indexOf('"', from + 1);
            if (end < 0) {
                return false;
            }
            if (end + 1 - from == wanted.length() && list.startsWith(wanted, from)) {
                return true;
            }
            from = list.indexOf('"', end + 1);
        }
        return false;
    }

    private static String opaque(String etag) {
        return etag.startsWith(WEAK) ? etag.substring(WEAK.length()) : etag;
    }
}
