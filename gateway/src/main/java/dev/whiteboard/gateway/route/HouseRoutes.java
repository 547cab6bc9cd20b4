package dev.whiteboard.gateway.route;

import static dev.whiteboard.gateway.route.Access.ADMIN;
import static dev.whiteboard.gateway.route.Access.PUBLIC;
import static dev.whiteboard.gateway.route.Access.UNCHECKED;
import static dev.whiteboard.gateway.route.Access.USER;
import static dev.whiteboard.gateway.route.EdgeRoute.LOCAL;
import static dev.whiteboard.gateway.route.EdgeRoute.of;

import java.time.Duration;
import java.util.List;

/** The rows for what the house has built. A service joins the platform by adding its rows here and to docs/api.md. */
public final class HouseRoutes {
    public static final String BILLING = "billing-service";
    public static final String CHAT = "chat-service";
    /** Chat's second listener, which serves sockets and nothing else. */
    public static final String CHAT_SOCKETS = "chat-sockets";
    public static final String COMMERCE = "commerce-service";
    public static final String FEED = "feed-service";
    public static final String IDENTITY = "identity-service";
    public static final String LIMITER = "rate-limiter";
    public static final String RIDES = "ride-service";
    public static final String SHORTENER = "url-shortener";
    public static final String STORAGE = "storage-service";
    public static final String VIDEO = "video-service";
    /** The shortener's second listener, which answers redirects and nothing else. */
    public static final String SHORT_LINKS = "short-links";

    /** Password hashing is slow on purpose and queues under load. */
    private static final Duration SIGNING_IN = Duration.ofSeconds(10);
    /** A client on a slow line sends a chunk of a file. */
    private static final Duration TRANSFER = Duration.ofSeconds(60);
    /** A client waits for changes for up to a minute. */
    private static final Duration WAITING = Duration.ofSeconds(70);
    private static final long LIST_OF_CHUNKS = 2 << 20;
    private static final long CHUNK = 8 << 20;
    private static final long FILE = 2L << 30;
    private static final String[] ANY = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    private static final Duration REPORTING = Duration.ofSeconds(20);

    private HouseRoutes() {}

    public static RouteTable table() {
        return new RouteTable(List.of( //
                of(LOCAL, PUBLIC, "/", "GET"), //
                of(LOCAL, PUBLIC, "/console/**", "GET"), //
                of(LOCAL, PUBLIC, "/docs", "GET"), //
                of(LOCAL, PUBLIC, "/docs/**", "GET"), //
                of(LOCAL, PUBLIC, "/actuator/health", "GET"), //
                of(LOCAL, ADMIN, "/admin/platform", "GET"), //
                of(LOCAL, ADMIN, "/admin/edge/purge", "POST"), //
                of(LOCAL, USER, "/api/v1/home", "GET"), //

                of(IDENTITY, PUBLIC, "/api/v1/auth/register", "POST").timeout(SIGNING_IN),
                of(IDENTITY, PUBLIC, "/api/v1/auth/login", "POST").timeout(SIGNING_IN),
                of(IDENTITY, PUBLIC, "/api/v1/auth/refresh", "POST"), //
                of(IDENTITY, USER, "/api/v1/auth/logout", "POST"), //
                of(IDENTITY, USER, "/api/v1/auth/email", "POST"), //
                of(IDENTITY, USER, "/api/v1/auth/email/confirm", "POST"), //
                of(IDENTITY, USER, "/api/v1/users/me", "GET", "PATCH"), //
                of(IDENTITY, USER, "/api/v1/users/{id}", "GET"), //
                of(IDENTITY, USER, "/api/v1/users", "GET"), //
                of(IDENTITY, USER, "/api/v1/api-keys", "POST", "GET"), //
                of(IDENTITY, USER, "/api/v1/api-keys/{id}", "DELETE"), //
                of(IDENTITY, ADMIN, "/admin/users", "GET"), //
                of(IDENTITY, ADMIN, "/admin/users/{id}", "PATCH"), //
                of(IDENTITY, PUBLIC, "/.well-known/jwks.json", "GET"), //

                of(SHORTENER, PUBLIC, "/api/v1/shorten", "POST"), //
                of(SHORTENER, USER, "/api/v1/shorten/bulk", "POST").timeout(SIGNING_IN), //
                of(SHORTENER, PUBLIC, "/api/v1/stats/{short_key}", "GET"), //
                of(SHORTENER, USER, "/api/v1/links", "GET"), //
                of(SHORTENER, USER, "/api/v1/links/{key}", "GET", "PATCH", "DELETE"), //
                of(SHORTENER, PUBLIC, "/api/v1/links/{key}/qr", "GET"), //
                of(SHORTENER, PUBLIC, "/api/v1/links/{key}/unlock", "POST").timeout(SIGNING_IN), //
                of(SHORTENER, ADMIN, "/admin/shortener/blocks", "GET", "POST"), //
                of(SHORTENER, ADMIN, "/admin/shortener/blocks/{host}", "DELETE"), //
                of(SHORTENER, ADMIN, "/admin/shortener/reconcile", "GET").timeout(REPORTING), //

                of(LIMITER, ADMIN, "/admin/rate-rules", "GET", "POST"), //
                of(LIMITER, ADMIN, "/admin/rate-rules/{id}", "GET", "PUT", "DELETE"), //
                of(LIMITER, ADMIN, "/admin/rate-rules/{id}/history", "GET"), //
                of(LIMITER, ADMIN, "/admin/rate-limit/top", "GET"), //
                of(LIMITER, USER, "/api/v1/rate-limit/check", "POST"), //
                of(LIMITER, USER, "/api/v1/rate-limit/explain", "GET"), //

                of(CHAT, USER, "/api/v1/conversations", "GET", "POST"), //
                of(CHAT, USER, "/api/v1/conversations/**", ANY), //
                of(CHAT_SOCKETS, UNCHECKED, "/ws/chat", "GET").open(), //

                of(FEED, USER, "/api/v1/tweets", "POST"), //
                of(FEED, USER, "/api/v1/tweets/{id}", "GET", "DELETE"), //
                of(FEED, USER, "/api/v1/tweets/{id}/replies", "GET"), //
                of(FEED, USER, "/api/v1/tweets/{id}/like", "POST", "DELETE"), //
                of(FEED, USER, "/api/v1/tweets/{id}/retweet", "POST", "DELETE"), //
                of(FEED, USER, "/api/v1/feed", "GET"), //
                of(FEED, UNCHECKED, "/api/v1/feed/stream", "GET").open(), //
                of(FEED, PUBLIC, "/api/v1/users/{id}/tweets", "GET"), //
                of(FEED, USER, "/api/v1/users/me/suggestions", "GET"), //
                of(FEED, USER, "/api/v1/users/{id}/followers", "GET"), //
                of(FEED, USER, "/api/v1/users/{id}/following", "GET"), //
                of(FEED, USER, "/api/v1/users/{id}/mutuals", "GET"), //
                of(FEED, USER, "/api/v1/users/{id}/follow", "POST"), //
                of(FEED, USER, "/api/v1/users/{id}/unfollow", "POST"), //
                of(FEED, USER, "/api/v1/users/{id}/block", "POST"), //
                of(FEED, USER, "/api/v1/users/{id}/unblock", "POST"), //
                of(FEED, USER, "/api/v1/users/{id}/mute", "POST"), //
                of(FEED, USER, "/api/v1/users/{id}/unmute", "POST"), //
                of(FEED, ADMIN, "/admin/feed/reconcile", "GET").timeout(REPORTING), //

                of(STORAGE, USER, "/api/v1/files/upload/init", "POST").bodyLimit(LIST_OF_CHUNKS).timeout(REPORTING),
                of(STORAGE, USER, "/api/v1/files/upload/{upload_id}/chunk/{hash}", "PUT").bodyLimit(CHUNK)
                        .timeout(TRANSFER),
                of(STORAGE, USER, "/api/v1/files/upload/{upload_id}/complete", "POST").timeout(REPORTING),
                of(STORAGE, USER, "/api/v1/files/content", "PUT").open().bodyLimit(FILE), //
                of(STORAGE, USER, "/api/v1/files/{id}/content", "GET").open(), //
                of(STORAGE, USER, "/api/v1/files/**", ANY), //
                of(STORAGE, USER, "/api/v1/folders", "POST"), //
                of(STORAGE, USER, "/api/v1/folders/**", ANY), //
                of(STORAGE, USER, "/api/v1/shares", "GET", "POST"), //
                of(STORAGE, USER, "/api/v1/shares/**", ANY), //
                of(STORAGE, USER, "/api/v1/storage/**", "GET"), //
                of(STORAGE, USER, "/api/v1/sync", "GET"), //
                of(STORAGE, USER, "/api/v1/sync/wait", "GET").open().timeout(WAITING), //
                of(STORAGE, UNCHECKED, "/ws/sync", "GET").open(), //
                of(STORAGE, USER, "/api/v1/media/**", "GET", "POST", "DELETE"), //
                of(STORAGE, PUBLIC, "/media/{media_id}", "GET").open(), //

                of(VIDEO, PUBLIC, "/media/videos/**", "GET").open(), //
                of(VIDEO, USER, "/api/v1/videos/upload", "POST"), //
                of(VIDEO, USER, "/api/v1/videos/{id}/upload", "GET"), //
                of(VIDEO, USER, "/api/v1/videos/{id}/upload/complete", "POST").timeout(REPORTING), //
                of(VIDEO, PUBLIC, "/api/v1/videos/search", "GET"), //
                of(VIDEO, PUBLIC, "/api/v1/videos/search/suggest", "GET"), //
                of(VIDEO, ADMIN, "/admin/videos/search/rebuild", "POST"), //
                of(VIDEO, USER, "/api/v1/videos/feed", "GET"), //
                of(VIDEO, PUBLIC, "/api/v1/videos/{id}", "GET"), //
                of(VIDEO, USER, "/api/v1/videos/{id}", "DELETE"), //
                of(VIDEO, PUBLIC, "/api/v1/videos/{id}/related", "GET"), //
                of(VIDEO, PUBLIC, "/api/v1/videos/{id}/comments", "GET"), //
                of(VIDEO, USER, "/api/v1/videos/{id}/comments", "POST"), //
                of(VIDEO, USER, "/api/v1/videos/{id}/like", "POST", "DELETE"), //
                of(VIDEO, PUBLIC, "/api/v1/videos/{id}/views", "POST"), //
                of(VIDEO, USER, "/api/v1/users/{id}/subscribe", "POST", "DELETE"), //

                of(COMMERCE, PUBLIC, "/api/v1/products", "GET"), //
                of(COMMERCE, PUBLIC, "/api/v1/products/{id}", "GET"), //
                of(COMMERCE, PUBLIC, "/api/v1/products/{id}/related", "GET"), //
                of(COMMERCE, PUBLIC, "/api/v1/products/{id}/reviews", "GET"), //
                of(COMMERCE, USER, "/api/v1/products/{id}/reviews", "POST"), //
                of(COMMERCE, PUBLIC, "/api/v1/search", "GET"), //
                of(COMMERCE, PUBLIC, "/api/v1/search/suggest", "GET"), //
                of(COMMERCE, PUBLIC, "/api/v1/cart", "GET"), //
                of(COMMERCE, PUBLIC, "/api/v1/cart/items", "POST"), //
                of(COMMERCE, PUBLIC, "/api/v1/cart/items/{item_id}", "PUT", "DELETE"), //
                of(COMMERCE, USER, "/api/v1/addresses", "GET", "POST"), //
                of(COMMERCE, USER, "/api/v1/orders/checkout", "POST").timeout(SIGNING_IN), //
                of(COMMERCE, USER, "/api/v1/orders", "GET"), //
                of(COMMERCE, USER, "/api/v1/orders/{id}", "GET"), //
                of(COMMERCE, USER, "/api/v1/orders/{id}/cancel", "POST"), //
                of(COMMERCE, USER, "/api/v1/orders/{id}/refund", "POST"), //
                of(COMMERCE, USER, "/api/v1/seller/products", "GET", "POST"), //
                of(COMMERCE, USER, "/api/v1/seller/products/{id}", "GET", "PUT", "DELETE"), //
                of(COMMERCE, USER, "/api/v1/seller/products/{id}/inventory", "PUT"), //
                of(COMMERCE, USER, "/api/v1/seller/orders/{id}/ship", "POST"), //
                of(COMMERCE, USER, "/api/v1/seller/orders/{id}/deliver", "POST"), //
                of(COMMERCE, PUBLIC, "/api/v1/inventory/{product_id}/audit", "GET"), //
                of(COMMERCE, ADMIN, "/admin/commerce/inventory/check", "GET").timeout(REPORTING), //
                of(COMMERCE, ADMIN, "/admin/commerce/sagas", "GET").timeout(REPORTING), //
                of(COMMERCE, ADMIN, "/admin/search/rebuild", "POST"), //

                of(RIDES, PUBLIC, "/api/v1/rides/surge", "GET"), //
                of(RIDES, USER, "/api/v1/rides", "GET"), //
                of(RIDES, USER, "/api/v1/rides/estimate", "POST"), //
                of(RIDES, USER, "/api/v1/rides/request", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}", "GET"), //
                of(RIDES, USER, "/api/v1/rides/{id}/receipt", "GET"), //
                of(RIDES, USER, "/api/v1/rides/{id}/cancel", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}/rate", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}/accept", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}/decline", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}/arrive", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}/start", "POST"), //
                of(RIDES, USER, "/api/v1/rides/{id}/complete", "POST"), //
                of(RIDES, USER, "/api/v1/drivers", "POST"), //
                of(RIDES, USER, "/api/v1/drivers/status", "PUT"), //
                of(RIDES, USER, "/api/v1/drivers/location", "PUT"), //
                of(RIDES, USER, "/api/v1/drivers/offers", "GET"), //
                of(RIDES, USER, "/api/v1/drivers/earnings", "GET"), //
                of(RIDES, UNCHECKED, "/ws/rides", "GET").open(), //

                of(BILLING, USER, "/api/v1/payment-methods", "POST"), //
                of(BILLING, USER, "/api/v1/payments/{id}", "GET"), //
                of(BILLING, PUBLIC, "/webhooks/psp", "POST"), //
                of(BILLING, ADMIN, "/admin/ledger/check", "GET").timeout(REPORTING), //

                of(SHORT_LINKS, PUBLIC, "/{short_key}", "GET"), //
                of(SHORT_LINKS, PUBLIC, "/{short_key}+", "GET")));
    }
}
