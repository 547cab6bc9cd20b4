package dev.whiteboard.shortener.click;

/** Until when every click of this node is in the spool: written by the recorder, read by the forwarder. */
final class FlushMark {
    private volatile long millis;

    void set(long millis) {
        this.millis = millis;
    }

    long millis() {
        return millis;
    }
}
