package dev.whiteboard.gateway.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The directives of an answer's {@code Cache-Control} (RFC 9111 §5.2.2, RFC 5861) that mean something to a shared cache.
 * What cannot be read is understood the careful way: a broken age is none, a broken list forbids to store.
 *
 * @param stores whether the answer may be kept at all
 * @param revalidates whether it must be confirmed before each use
 * @param strict whether it must never be used stale
 * @param lifetime seconds of freshness, or {@link #NONE}
 * @param staleWhileRevalidate seconds after that in which it may be used while it is confirmed
 * @param staleIfError seconds after that in which it may be used when the origin fails
 */
record CacheControl(
        boolean stores,
        boolean revalidates,
        boolean strict,
        long lifetime,
        long staleWhileRevalidate,
        long staleIfError) {

    static final long NONE = -1;
    private static final long LONGEST = Integer.MAX_VALUE;
    private static final int DIGITS = 10;

    static CacheControl of(List<String> fields) {
        Reading reading = new Reading();
        fields.forEach(reading::read);
        return reading.result();
    }

    private static final class Reading {
        private boolean stores = true;
        private boolean revalidates;
        private boolean strict;
        private long maxAge = NONE;
        private long sharedMaxAge = NONE;
        private long staleWhileRevalidate = NONE;
        private long staleIfError = NONE;

        void read(String field) {
            List<String> directives = split(field);
            if (directives.isEmpty()) {
                stores &= field.isBlank();
            }
            for (String directive : directives) {
                int equals = directive.indexOf('=');
                String name = (equals < 0 ? directive : directive.substring(0, equals)).strip();
                String value = equals < 0 ? "" : unquoted(directive.substring(equals + 1).strip());
                understand(name.toLowerCase(Locale.ROOT), value);
            }
        }

        private void understand(String name, String value) {
            switch (name) {
                case "no-store", "private" -> stores = false;
                case "no-cache" -> revalidates = true;
                case "must-revalidate", "proxy-revalidate" -> strict = true;
                case "max-age" -> maxAge = least(maxAge, seconds(value));
                case "s-maxage" -> {
                    sharedMaxAge = least(sharedMaxAge, seconds(value));
                    strict = true;
                }
                case "stale-while-revalidate" -> staleWhileRevalidate = least(staleWhileRevalidate, seconds(value));
                case "stale-if-error" -> staleIfError = least(staleIfError, seconds(value));
                default -> {} // public, immutable and the rest change nothing here
            }
        }

        CacheControl result() {
            return new CacheControl(stores, revalidates, strict, sharedMaxAge == NONE ? maxAge : sharedMaxAge,
                    Math.max(0, staleWhileRevalidate), Math.max(0, staleIfError));
        }

        private static long least(long before, long now) {
            return before == NONE ? now : Math.min(before, now);
        }
    }

    /** The items of a list, with commas in quotes left alone; none if a quote is left open. */
    private static List<String> split(String field) {
        List<String> items = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                items.add(field.substring(start, i));
                start = i + 1;
            }
        }
        items.add(field.substring(Math.min(start, field.length())));
        return quoted ? List.of() : items;
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static long seconds(String value) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c < '0' || c > '9')) {
            return 0;
        }
        return value.length() > DIGITS ? LONGEST : Math.min(LONGEST, Long.parseLong(value));
    }
}
