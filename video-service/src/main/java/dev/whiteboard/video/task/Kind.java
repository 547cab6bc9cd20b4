package dev.whiteboard.video.task;

import java.util.Locale;

/** What there is to do. */
public enum Kind {
    INSPECT, SECTION, SOUND, PICTURES;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
