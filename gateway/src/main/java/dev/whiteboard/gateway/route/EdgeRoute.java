package dev.whiteboard.gateway.route;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * One row of the route table.
 *
 * @param path literal segments, {@code {variables}} of one segment, and {@code /**} at the end for a whole subtree
 * @param methods HTTP methods; GET always brings HEAD along
 * @param upstream which service answers; {@link #LOCAL} is the gateway itself
 * @param access who may call
 * @param timeout until the upstream's answer begins; zero means never, for streams and sockets
 * @param retried whether an idempotent call may be sent again
 * @param bodyLimit bytes of request body, counted as they stream
 * @param streaming whether the answer may stay open: it then holds no place in the upstream's bulkhead for short calls
 */
public record EdgeRoute(
        String path,
        Set<String> methods,
        String upstream,
        Access access,
        Duration timeout,
        boolean retried,
        long bodyLimit,
        boolean streaming) {

    public static final String LOCAL = "gateway";

    /** Where sockets are. */
    public static final String SOCKETS = "/ws/";

    private static final Set<String> LIMITED = Set.of("api", "admin", "ws");

    static final long JSON_LIMIT = 1 << 20;
    static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    public EdgeRoute {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must start with a slash: " + path);
        }
        Set<String> all = new TreeSet<>(methods);
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        methods = Set.copyOf(all);
    }

    public static EdgeRoute of(String upstream, Access access, String path, String... methods) {
        return new EdgeRoute(path, Set.of(methods), upstream, access, USUAL_TIMEOUT, true, JSON_LIMIT, false);
    }

    public EdgeRoute timeout(Duration timeout) {
        return new EdgeRoute(path, methods, upstream, access, timeout, retried, bodyLimit, streaming);
    }

    public EdgeRoute bodyLimit(long bytes) {
        return new EdgeRoute(path, methods, upstream, access, timeout, retried, bytes, streaming);
    }

    /** Sends a failed call never again, whatever its method. */
    public EdgeRoute once() {
        return new EdgeRoute(path, methods, upstream, access, timeout, false, bodyLimit, streaming);
    }

    /** For sockets and event streams: no timeout, no retry. */
    public EdgeRoute open() {
        return new EdgeRoute(path, methods, upstream, access, Duration.ZERO, false, bodyLimit, true);
    }

    /** Whether rate limits apply: to the whole API and to handshakes of sockets, not to links, media, webhooks, pages and health. */
    public boolean limited() {
        int end = path.indexOf('/', 1);
        return end > 0 && LIMITED.contains(path.substring(1, end));
    }

    /** Whether only WebSockets pass here. */
    public boolean socket() {
        return path.startsWith(SOCKETS);
    }

    public boolean local() {
        return upstream.equals(LOCAL);
    }
}
