package dev.whiteboard.video.watch;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventBatchHandler;
import dev.whiteboard.video.catalog.VideoId;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Counts what comes from Kafka. Delivery is at least once and in any order; a session counts once. */
@Component
class ViewCounting implements EventBatchHandler<ViewEvent> {
    private final ViewStore store;
    private final WatchProperties properties;
    private final ApplicationEventPublisher events;

    /** These have more views than before, once the transaction commits. */
    record Counted(List<VideoId> videos) {}

    ViewCounting(ViewStore store, WatchProperties properties, ApplicationEventPublisher events) {
        this.store = store;
        this.properties = properties;
        this.events = events;
    }

    @Override
    public String consumer() {
        return "video.views";
    }

    @Override
    public String topic() {
        return ViewEvent.TOPIC;
    }

    @Override
    public Class<ViewEvent> payload() {
        return ViewEvent.class;
    }

    @Override
    public void handleAll(List<Event<ViewEvent>> batch) {
        List<VideoId> more = store.count(batch.stream().map(Event::payload).filter(Objects::nonNull).toList(),
                properties.remembered());
        if (!more.isEmpty()) {
            events.publishEvent(new Counted(more));
        }
    }
}
