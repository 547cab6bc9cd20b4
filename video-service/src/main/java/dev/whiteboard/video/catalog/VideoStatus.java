package dev.whiteboard.video.catalog;

import java.util.Locale;

/** What has become of a video. */
public enum VideoStatus {
    UPLOADING, TRANSCODING, READY, FAILED, DELETED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static VideoStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
