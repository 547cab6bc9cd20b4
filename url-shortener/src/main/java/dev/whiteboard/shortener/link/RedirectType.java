package dev.whiteboard.shortener.link;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a browser is sent on. The temporary kinds come back each time, so every click is seen; the permanent ones may be
 * remembered by the browser.
 */
public enum RedirectType {
    MOVED_PERMANENTLY(301), FOUND(302), TEMPORARY(307), PERMANENT(308);

    private final int status;

    RedirectType(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    public boolean permanent() {
        return this == MOVED_PERMANENTLY || this == PERMANENT;
    }

    public static Optional<RedirectType> of(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
    }
}
