package dev.whiteboard.common.inbox;

import java.util.List;

/** Acts on many events in one go, where one statement for all of them is worth it. */
public interface EventBatchHandler<T> extends EventHandler<T> {

    /** Acts on all of {@code events}, which come in the order of their partitions; throws if it cannot act on one. */
    void handleAll(List<Event<T>> events);

    @Override
    default void handle(Event<T> event) {
        handleAll(List.of(event));
    }
}
