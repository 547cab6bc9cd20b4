package dev.whiteboard.storage.sync;

/**
 * How far a device has read a log.
 *
 * @param mark of the change with that number, which tells this history from another one with as many changes
 */
record Position(long seq, long mark) {
    static final Position BEGINNING = new Position(0, 0);
}
