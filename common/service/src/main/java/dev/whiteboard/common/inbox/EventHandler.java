package dev.whiteboard.common.inbox;

/**
 * A bean that acts on the events of one topic.
 *
 * <p>It runs in the transaction that also records the event as dealt with, so a delivery that is repeated, by a crash, a
 * rebalance or a replay from the beginning, has no second effect, provided that the effects are rows of this database
 * or events in the outbox. If it throws, the effects are rolled back, the event is parked and tried again later, and
 * later events of the same key wait for it. Events of other keys do not.
 *
 * @param <T> what the payload is read as; unknown fields are ignored
 */
public interface EventHandler<T> {

    /** Names this handler and its effects, {@code shortener.click-stats}; also the consumer group. Never rename it. */
    String consumer();

    /** The topic's plain name. */
    String topic();

    /** What the payload is read as. */
    Class<T> payload();

    /** Acts on one event; throws if it cannot. */
    void handle(Event<T> event);

    /** How many threads of this process share the topic's partitions. */
    default int concurrency() {
        return 1;
    }
}
