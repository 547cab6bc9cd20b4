package dev.whiteboard.shortener.link;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A short key that somebody chose. Case matters to links, but not to what is reserved. */
record Alias(String text) {
    static final String FIELD = "custom_alias";

    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z_-]{4,32}");

    /** The platform's own first path segments, and names that a visitor would take for the platform speaking. */
    private static final Set<String> RESERVED = Set.of("account", "actuator", "admin", "administrator", "analytics",
            "api-docs", "apple-app-site-association", "assets", "auth", "billing", "console", "dashboard", "docs",
            "error", "favicon", "graphql", "health", "healthz", "help", "home", "index", "internal", "links", "livez",
            "login", "logout", "manifest", "media", "metrics", "oauth", "oauth2", "openapi", "openapi_json", "password",
            "postmaster", "preview", "privacy", "readyz", "register", "robots", "root", "search", "security",
            "settings",
            "shorten", "signin", "signup", "sitemap", "static", "stats", "status", "support", "swagger", "swagger-ui",
            "system", "terms", "users", "webhook", "webhooks", "webmaster", "well-known", "whiteboard");

    static Checked<Alias> check(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Checked.refused(FIELD, "must be 4 to 32 characters of 0-9, A-Z, a-z, _ and -");
        }
        if (reserved(text)) {
            return Checked.refused(FIELD, "is reserved");
        }
        return Checked.accepted(new Alias(text));
    }

    /** Also asked about generated keys: seven letters may spell a word of the platform. */
    static boolean reserved(String key) {
        return RESERVED.contains(key.toLowerCase(Locale.ROOT));
    }
}
