package dev.whiteboard.shortener.click;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One click as it travels on {@code shortener.clicks.v1}: nothing in it names a person.
 *
 * @param bot whether the client declared itself a program
 * @param referrer host of the page it came from, or {@code direct}
 * @param country two letters, or {@code unknown}
 * @param visitor a keyed hash of address and browser under the day's salt; null while no salt is known
 */
record ClickEvent(UUID eventId, String shortKey, Instant at, boolean bot, String referrer, String country,
        String device, String browser, @Nullable Long visitor) {

    static final String TOPIC = "shortener.clicks.v1";
    static final String TYPE = "shortener.click";
    private static final int LONGEST = 128;

    /** What could not be stored is not let in, so that one bad record never holds up the good ones behind it. */
    ClickEvent {
        for (String text : List.of(shortKey, referrer, country, device, browser)) {
            if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a click's texts are short and not empty");
            }
        }
        if (at.isBefore(Window.BEGINNING) || !at.isBefore(Window.END)) {
            throw new IllegalArgumentException("a click happens in an age that statistics know: " + at);
        }
    }
}
