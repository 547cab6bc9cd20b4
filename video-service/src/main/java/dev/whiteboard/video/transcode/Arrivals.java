package dev.whiteboard.video.transcode;

import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventHandler;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import dev.whiteboard.video.task.Kind;
import dev.whiteboard.video.task.NewTask;
import dev.whiteboard.video.task.Tasks;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Begins with what has arrived. */
@Component
class Arrivals implements EventHandler<Arrivals.Arrival> {
    private final Catalogue catalogue;
    private final Tasks tasks;

    /** What is told of it. */
    record Arrival(String videoId) {}

    Arrivals(Catalogue catalogue, Tasks tasks) {
        this.catalogue = catalogue;
        this.tasks = tasks;
    }

    @Override
    public String consumer() {
        return "video.transcoding";
    }

    @Override
    public String topic() {
        return Catalogue.ARRIVALS;
    }

    @Override
    public Class<Arrival> payload() {
        return Arrival.class;
    }

    @Override
    public void handle(Event<Arrival> event) {
        VideoId id = VideoId.of(Objects.requireNonNull(event.payload()).videoId());
        if (catalogue.find(id).filter(video -> video.status() == VideoStatus.TRANSCODING).isPresent()) {
            tasks.add(id, NewTask.whole("inspect", Kind.INSPECT, 0, false));
        }
    }
}
