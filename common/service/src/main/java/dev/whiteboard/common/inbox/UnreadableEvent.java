package dev.whiteboard.common.inbox;

/** A record that is not what its topic promises; trying again would not change that. */
final class UnreadableEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
