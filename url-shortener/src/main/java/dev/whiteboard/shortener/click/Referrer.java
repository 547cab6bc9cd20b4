package dev.whiteboard.shortener.click;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a visitor came from: the host alone, because the rest of such an address may hold what is private. */
final class Referrer {
    static final String DIRECT = "direct";
    private static final Pattern WEB = Pattern
            .compile("(?i)https?://(?:[^/?#@]*@)?([a-z0-9.-]{1,100})(?::\\d{1,5})?(?:[/?#].*)?");

    private Referrer() {}

    static String host(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return DIRECT;
        }
        Matcher address = WEB.matcher(header.strip());
        return address.matches() ? address.group(1).toLowerCase(Locale.ROOT) : "other";
    }
}
