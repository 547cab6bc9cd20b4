package dev.whiteboard.gateway.edge;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headers that tell a browser what an answer of ours may do: nothing, unless a page says otherwise. An upstream that
 * sends its own policy (the inspect page of a short link) keeps it.
 */
public final class SecurityHeaders {
    public static final String CSP = "Content-Security-Policy";
    public static final String STRICT_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    /** For the API browser: scripts and styles from here only; Swagger UI inlines styles and data: pictures. */
    public static final String PAGE_CSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; "
            + "base-uri 'none'; form-action 'none'";
    private static final String CONSOLE_CSP = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'%s; frame-ancestors 'none'; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static final String HSTS = "Strict-Transport-Security";
    public static final String HSTS_VALUE = "max-age=31536000; includeSubDomains";

    public static final Map<String, String> ALWAYS = Map.of( //
            "X-Content-Type-Options", "nosniff", //
            "X-Frame-Options", "DENY", //
            "Referrer-Policy", "no-referrer");

    /** What no upstream may say about itself through the gateway. */
    public static final List<String> HIDDEN = List.of("Server", "X-Powered-By");

    private SecurityHeaders() {}

    /**
     * For the console: everything from here, nothing inline, and no script may turn a string into markup, so that what a
     * user wrote stays text whatever a page does with it.
     *
     * @param origins what pages may connect to besides: where presigned addresses lead
     */
    public static String console(List<String> origins) {
        return CONSOLE_CSP.formatted(origins.stream().map(" "::concat).collect(Collectors.joining()));
    }
}
