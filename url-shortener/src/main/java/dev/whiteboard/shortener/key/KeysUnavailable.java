package dev.whiteboard.shortener.key;

/** The counter's database did not lease a block in time. */
public final class KeysUnavailable extends RuntimeException {
    KeysUnavailable(Throwable cause) {
        super("no block of short keys could be leased", cause);
    }
}
