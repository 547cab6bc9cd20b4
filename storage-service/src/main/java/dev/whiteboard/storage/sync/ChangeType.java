package dev.whiteboard.storage.sync;

/** What happened to a node, as the user sees it whose log it is in. */
public enum ChangeType {
    /** It is there now: made, uploaded, undeleted or moved into sight. Of a folder, look at what is inside. */
    ADDED,
    /** A file has a new version. */
    UPDATED,
    /** It has another name or place. */
    MOVED,
    /** It is gone, with what is inside: deleted or moved out of sight. */
    REMOVED,
    /** Somebody lets the user see it. */
    SHARED,
    /** Not any more. */
    UNSHARED
}
