package dev.whiteboard.common.outbox;

/** Where a use case leaves its events, inside the transaction of the change that caused them. */
@FunctionalInterface
public interface Outbox {

    /**
     * Writes {@code event} down in the caller's transaction: it is sent if, and only if, that commits.
     *
     * <p>Transactions that append to the same topic and key follow one another from here to their commit, so that the
     * order of events is the order of commits. A transaction that appends to several keys should do so in one order
     * everywhere, or the database ends one of two that block each other.
     *
     * @throws IllegalStateException if there is no transaction
     */
    void append(OutboxEvent event);
}
