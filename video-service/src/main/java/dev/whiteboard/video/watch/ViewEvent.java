package dev.whiteboard.video.watch;

import dev.whiteboard.common.id.PublicId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told on {@code video.views.v1}: a session has watched enough of a video.
 *
 * @param viewerId absent for who is not signed in
 */
record ViewEvent(String videoId, String sessionId, @Nullable String viewerId, double watchedSec, Instant at) {
    static final String TOPIC = "video.views.v1";
    static final String TYPE = "video.watched";
    private static final String SESSION = "[!-~]{1,100}";

    /** What could not be stored is not let in. */
    ViewEvent {
        if (PublicId.parse("vid", videoId).isEmpty() || !isSession(sessionId)) {
            throw new IllegalArgumentException("no view: " + videoId);
        }
    }

    /** Up to 100 visible characters of ASCII. */
    static boolean isSession(String text) {
        return text.matches(SESSION);
    }

    long video() {
        return PublicId.parse("vid", videoId).orElseThrow();
    }

    /** Whoever it was: a session of nobody known is somebody of its own, and never passes for a user. */
    String viewer() {
        return viewerId == null ? "~" + sessionId : viewerId;
    }
}
