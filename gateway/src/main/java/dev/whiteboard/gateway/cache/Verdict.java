package dev.whiteboard.gateway.cache;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** Whether an answer of the origin may be kept for others (RFC 9111 §3), and on which terms. */
sealed interface Verdict {
    record Keep(
            Terms terms,
            List<String> varying) implements Verdict {}

    /** It is for whoever asked, and for nobody else. */
    record Pass(
            String reason) implements Verdict {}

    int OK = 200;
    int NOT_FOUND = 404;
    int GONE = 410;
    long MILLIS = 1000;
    /** What the edge answers itself, so that the origin, which never hears of it, cannot depend on it. */
    Set<String> ANSWERED_HERE = Set.of("origin", "access-control-request-method", "access-control-request-headers");

    /**
     * Judges an answer to a request that carried no credentials, no cookie, no range and no condition of a client's: the
     * edge sends none.
     */
    static Verdict judge(int status, HttpHeaders headers, long negativeSeconds) {
        CacheControl control = CacheControl.of(headers.getAll(HttpHeaderNames.CACHE_CONTROL));
        if (!control.stores()) {
            return new Pass("no-store");
        }
        if (headers.contains(HttpHeaderNames.SET_COOKIE)) {
            return new Pass("set-cookie");
        }
        if (status == NOT_FOUND || status == GONE) {
            long lifetime = control.revalidates() ? 0 : lifetime(control, headers, 1);
            return new Keep(Terms.ofSeconds(Math.min(lifetime, negativeSeconds), true, 0, 0), List.of());
        }
        if (status != OK || headers.contains(HttpHeaderNames.CONTENT_RANGE)) {
            return new Pass("status");
        }
        List<String> varying = varying(headers.getAll(HttpHeaderNames.VARY));
        if (varying == null) {
            return new Pass("vary");
        }
        long lifetime = control.revalidates() ? 0 : lifetime(control, headers, 0);
        if (lifetime == 0 && !headers.contains(HttpHeaderNames.ETAG)
                && !headers.contains(HttpHeaderNames.LAST_MODIFIED)) {
            return new Pass("ttl");
        }
        return new Keep(Terms.ofSeconds(lifetime, control.strict() || control.revalidates(),
                control.staleWhileRevalidate(), control.staleIfError()), varying);
    }

    /** Seconds of freshness as the origin states them; nothing is guessed. */
    private static long lifetime(CacheControl control, HttpHeaders headers, long otherwise) {
        if (control.lifetime() != CacheControl.NONE) {
            return control.lifetime();
        }
        String expires = headers.get(HttpHeaderNames.EXPIRES);
        if (expires == null) {
            return otherwise;
        }
        Date until = DateFormatter.parseHttpDate(expires);
        String date = headers.get(HttpHeaderNames.DATE);
        Date from = date == null ? null : DateFormatter.parseHttpDate(date);
        return until == null || from == null ? 0 : Math.max(0, (until.getTime() - from.getTime()) / MILLIS);
    }

    /** The request headers that the answer depends on; null if one of them is not among those that keys are made of. */
    private static @Nullable List<String> varying(List<String> fields) {
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            for (String item : field.split(",")) {
                String name = item.strip().toLowerCase(Locale.ROOT);
                if (name.isEmpty() || ANSWERED_HERE.contains(name) || names.contains(name)) {
                    continue;
                }
                if (!Ask.KEYED.contains(name)) {
                    return null;
                }
                names.add(name);
            }
        }
        names.sort(null);
        return List.copyOf(names);
    }
}
