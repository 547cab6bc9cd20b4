package dev.whiteboard.gateway.route;

import static dev.whiteboard.gateway.route.Access.ADMIN;
import static dev.whiteboard.gateway.route.Access.PUBLIC;
import static dev.whiteboard.gateway.route.Access.USER;
import static dev.whiteboard.gateway.route.EdgeRoute.LOCAL;
import static dev.whiteboard.gateway.route.EdgeRoute.of;

import java.time.Duration;
import java.util.List;

/** The rows for what the house has built. A service joins the platform by adding its rows here and to docs/api.md. */
public final class HouseRoutes {
    public static final String IDENTITY = "identity-service";
    public static final String SHORTENER = "url-shortener";
    /** The shortener's second listener, which answers redirects and nothing else. */
    public static final String SHORT_LINKS = "short-links";

    /** Password hashing is slow on purpose and queues under load. */
    private static final Duration SIGNING_IN = Duration.ofSeconds(10);
    private static final Duration REPORTING = Duration.ofSeconds(20);

    private HouseRoutes() {}

    public static RouteTable table() {
        return new RouteTable(List.of( //
                of(LOCAL, PUBLIC, "/", "GET"), //
                of(LOCAL, PUBLIC, "/docs", "GET"), //
                of(LOCAL, PUBLIC, "/docs/**", "GET"), //
                of(LOCAL, PUBLIC, "/actuator/health", "GET"), //
                of(LOCAL, ADMIN, "/admin/platform", "GET"), //

                of(IDENTITY, PUBLIC, "/api/v1/auth/register", "POST").timeout(SIGNING_IN),
                of(IDENTITY, PUBLIC, "/api/v1/auth/login", "POST").timeout(SIGNING_IN),
                of(IDENTITY, PUBLIC, "/api/v1/auth/refresh", "POST"), //
                of(IDENTITY, USER, "/api/v1/auth/logout", "POST"), //
                of(IDENTITY, USER, "/api/v1/users/me", "GET", "PATCH"), //
                of(IDENTITY, USER, "/api/v1/users/{id}", "GET"), //
                of(IDENTITY, USER, "/api/v1/users", "GET"), //
                of(IDENTITY, USER, "/api/v1/api-keys", "POST", "GET"), //
                of(IDENTITY, USER, "/api/v1/api-keys/{id}", "DELETE"), //
                of(IDENTITY, ADMIN, "/admin/users", "GET"), //
                of(IDENTITY, ADMIN, "/admin/users/{id}", "PATCH"), //
                of(IDENTITY, PUBLIC, "/.well-known/jwks.json", "GET"), //

                of(SHORTENER, PUBLIC, "/api/v1/shorten", "POST"), //
                of(SHORTENER, PUBLIC, "/api/v1/stats/{short_key}", "GET"), //
                of(SHORTENER, USER, "/api/v1/links", "GET"), //
                of(SHORTENER, USER, "/api/v1/links/{key}", "GET", "PATCH", "DELETE"), //
                of(SHORTENER, ADMIN, "/admin/shortener/reconcile", "GET").timeout(REPORTING), //

                of(SHORT_LINKS, PUBLIC, "/{short_key}", "GET"), //
                of(SHORT_LINKS, PUBLIC, "/{short_key}+", "GET")));
    }
}
