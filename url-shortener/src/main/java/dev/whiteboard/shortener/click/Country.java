package dev.whiteboard.shortener.click;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The country that an edge in front of us found for an address (ISO 3166-1, two letters). */
final class Country {
    static final String UNKNOWN = "unknown";
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");

    private Country() {}

    static String code(@Nullable String header) {
        return header != null && CODE.matcher(header).matches() && !header.equals("XX") ? header : UNKNOWN;
    }
}
