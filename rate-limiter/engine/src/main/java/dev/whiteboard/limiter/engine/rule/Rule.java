package dev.whiteboard.limiter.engine.rule;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;

/**
 * One limit and whom it binds.
 *
 * @param id stays the same through every change, and with it what clients have used
 * @param version grows with every change
 * @param clientType binds requests of this type alone
 * @param endpoint which paths
 * @param algorithm how requests are counted, and how many may pass
 * @param key by what clients are told apart; null for the first of API key, user and address that a request has
 * @param onRedisFailure what happens while Redis cannot decide
 * @param shadow counts and reports, but refuses nothing
 */
public record Rule(
        String id,
        long version,
        String clientType,
        EndpointPattern endpoint,
        Algorithm algorithm,
        @Nullable KeyKind key,
        FailurePolicy onRedisFailure,
        boolean shadow) {

    /** The client type of requests without an API key, anonymous or signed in. */
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_.-]{1,64}");

    public Rule {
        if (!NAME.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be 1 to 64 letters, digits, '_', '.' or '-'");
        }
        if (!NAME.matcher(clientType).matches()) {
            throw new IllegalArgumentException("client type must be 1 to 64 letters, digits, '_', '.' or '-'");
        }
    }
}
