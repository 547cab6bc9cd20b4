package dev.whiteboard.video.watch;

import org.jspecify.annotations.Nullable;

/** When somebody has seen enough of a video for a view: ten seconds, or all of it if it is shorter. */
final class Attention {
    private static final double ENOUGH_SECONDS = 10;
    private static final double MILLIS = 1_000;

    private Attention() {}

    /**
     * @param watchedSec seconds, all that a session has watched so far
     * @param durationMs of the video; null while it is not known
     */
    static boolean isView(double watchedSec, @Nullable Long durationMs) {
        double enough = durationMs == null ? ENOUGH_SECONDS : Math.min(ENOUGH_SECONDS, durationMs / MILLIS);
        return watchedSec >= enough;
    }
}
