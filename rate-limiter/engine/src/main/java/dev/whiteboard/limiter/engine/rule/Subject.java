package dev.whiteboard.limiter.engine.rule;

import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as far as limits are concerned.
 *
 * <p>
 * The owner is what all of a client's counts are kept near to: every rule that can bind the same request must lead to the
 * same hash slot.
 */
public sealed interface Subject {
    String clientType();

    /** Whom a rule of that key kind counts this request for; null when such a rule does not bind it. */
    @Nullable
    String idFor(@Nullable KeyKind kind);

    String owner();

    /** A request without credentials, from an address that was taken from trusted hops only. */
    static Subject anonymous(String ip) {
        return new Visitor(Rule.DEFAULT, null, null, Household.of(ip));
    }

    /** A request with a token that does not come from an API key. */
    static Subject signedIn(String user) {
        return new Visitor(Rule.DEFAULT, null, user, null);
    }

    /** A request with an API key, whose tier {@code free} or {@code paid} names the client type. */
    static Subject keyed(String tier, String apiKey, String user) {
        return new Visitor(tier + "_tier", apiKey, user, null);
    }

    /** Whoever another program says it is asking for. */
    static Subject named(String clientType, String clientId) {
        return new Named(clientType, clientType.equals(Rule.DEFAULT) ? Household.of(clientId) : clientId);
    }

    /** A request at the front door. */
    record Visitor(String clientType, @Nullable String apiKey, @Nullable String user, @Nullable String ip)
            implements
                Subject {
        @Override
        public @Nullable String idFor(@Nullable KeyKind kind) {
            return switch (kind) {
                case API_KEY -> apiKey;
                case USER -> user;
                case IP -> apiKey == null && user == null ? ip : null;
                case GLOBAL -> "all";
                case null -> apiKey != null ? apiKey : user != null ? user : ip;
            };
        }

        @Override
        public String owner() {
            return user != null ? user : apiKey != null ? apiKey : ip != null ? ip : "all";
        }
    }

    /**
     * A client known by one identifier, which stands for whatever a rule counts by; only an address is never taken for a
     * user or a key, nor the other way round, when the client type is one of the front door's.
     */
    record Named(String clientType, String clientId) implements Subject {
        @Override
        public @Nullable String idFor(@Nullable KeyKind kind) {
            return switch (kind) {
                case GLOBAL -> "all";
                case IP -> !clientType.equals(Rule.DEFAULT) || isAddress() ? clientId : null;
                case API_KEY, USER -> clientType.equals(Rule.DEFAULT) && isAddress() ? null : clientId;
                case null -> clientId;
            };
        }

        private boolean isAddress() {
            return clientId.indexOf(':') >= 0 || clientId.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        }

        @Override
        public String owner() {
            return clientId;
        }
    }
}
