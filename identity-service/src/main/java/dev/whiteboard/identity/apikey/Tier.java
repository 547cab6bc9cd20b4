package dev.whiteboard.identity.apikey;

import java.util.Locale;

/** What a key's requests are worth to the rate limiter. */
enum Tier {
    FREE, PAID;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Tier of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
