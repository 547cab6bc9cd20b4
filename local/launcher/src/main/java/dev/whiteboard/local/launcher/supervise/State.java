package dev.whiteboard.local.launcher.supervise;

import java.util.Locale;

/** Where a program is in its life. */
public enum State {
    /** For what it needs. */
    WAITING,
    /** The process exists and is not ready yet. */
    STARTING,
    /** It was ready, and its process runs. */
    RUNNING,
    /** It died and will be started again. */
    RESTARTING,
    /** It is being ended. */
    STOPPING,
    /** It was ended on purpose. */
    STOPPED,
    /** It never became ready. */
    FAILED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
