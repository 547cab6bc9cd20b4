package dev.whiteboard.gateway.access;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a request shows to prove who it is. */
sealed interface Credentials {
    String KEY_HEADER = "X-Api-Key";

    record None() implements Credentials {}

    record Bearer(
            String token) implements Credentials {}

    record ApiKey(
            String key) implements Credentials {}

    /** Credentials of a kind we do not take, or of two kinds at once: which one counts must not be a matter of luck. */
    record Unusable(
            String reason) implements Credentials {}

    static Credentials of(HttpHeaders headers) {
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        String key = headers.getFirst(KEY_HEADER);
        if (authorization == null) {
            return key == null ? new None() : new ApiKey(key.trim());
        }
        if (key != null) {
            return new Unusable("Send a bearer token or an API key, not both.");
        }
        String token = bearer(authorization);
        return token == null ? new Unusable("Only bearer tokens are taken here.") : new Bearer(token);
    }

    private static @Nullable String bearer(String authorization) {
        String scheme = "Bearer ";
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).trim()
                : null;
    }
}
