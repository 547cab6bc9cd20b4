package dev.whiteboard.common.web.error;

import java.util.Locale;
import java.util.regex.Pattern;

/** Translates a Java property path to the names that the client sent: {@code longUrl} to {@code long_url}. */
final class SnakeCase {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SnakeCase() {}

    static String of(String path) {
        return HUMP.matcher(path).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
