package dev.whiteboard.storage.sync;

import java.util.List;

/** What came of reading a log from somewhere. */
sealed interface Reading {

    /** @param position to go on from */
    record Changes(List<Change> changes, Position position, boolean more) implements Reading {}

    /**
     * The position is none of this log. The device looks at the whole tree again, keeps everything it has, and goes on from
     * the end of the log.
     */
    record Reset(Reason reason, Position end) implements Reading {}

    /** Why a device has to look again. */
    enum Reason {
        /** The log has fewer changes: it was restored from a backup. */
        CURSOR_AHEAD,
        /** The cursor is of another user or another history. */
        CURSOR_FOREIGN,
        /** What came next has been forgotten. */
        CURSOR_EXPIRED
    }
}
