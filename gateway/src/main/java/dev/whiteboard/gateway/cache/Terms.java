package dev.whiteboard.gateway.cache;

import java.util.concurrent.TimeUnit;

/**
 * For how long an answer may be used, in nanoseconds of its age.
 *
 * @param lifetime while it is fresh
 * @param strict whether it must never be used stale
 * @param staleWhileRevalidate after that, while it is confirmed behind its reader's back
 * @param staleIfError after that, when the origin fails
 */
record Terms(
        long lifetime,
        boolean strict,
        long staleWhileRevalidate,
        long staleIfError) {

    static Terms ofSeconds(long lifetime, boolean strict, long staleWhileRevalidate, long staleIfError) {
        return new Terms(TimeUnit.SECONDS.toNanos(lifetime), strict, TimeUnit.SECONDS.toNanos(staleWhileRevalidate),
                TimeUnit.SECONDS.toNanos(staleIfError));
    }

    boolean fresh(long age) {
        return age < lifetime;
    }

    boolean usableWhileRevalidating(long age) {
        return !strict && age < lifetime + staleWhileRevalidate;
    }

    boolean usableOnError(long age) {
        return fresh(age) || !strict && age < lifetime + staleIfError;
    }
}
