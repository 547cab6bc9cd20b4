package dev.whiteboard.common.security;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as a verified access token says.
 *
 * @param userId {@code usr_…}, or the client id of a service
 * @param roles any of {@code user}, {@code admin}, {@code service}
 * @param tier {@code free} or {@code paid}, only when the caller came with an API key
 * @param username the user's name, absent for services
 * @param sessionId the refresh family this token belongs to
 * @param expiresAt until when the token holds
 */
public record Caller(
        String userId,
        Set<String> roles,
        @Nullable String tier,
        @Nullable String username,
        @Nullable String sessionId,
        Instant expiresAt) {

    public static final String ADMIN = "admin";
    public static final String SERVICE = "service";

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    public boolean isService() {
        return roles.contains(SERVICE);
    }
}
