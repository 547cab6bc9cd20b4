package dev.whiteboard.video.catalog;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;

import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.video.erasure.Erasures;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** All videos. Every change of a status commits together with the event that tells of it. */
@Service
public class Catalogue {
    /** Where it is told that the bytes of a video have arrived. */
    public static final String ARRIVALS = "video.uploads.v1";
    /** Where each change of a video's status is told. */
    public static final String TOPIC = "video.videos.v1";
    /** How long a worker that has not heard of it yet, or somebody with an address to upload to, may go on writing. */
    private static final Duration STRAGGLERS = Duration.ofHours(25);

    private final VideoStore store;
    private final SnowflakeGenerator ids;
    private final Outbox outbox;
    private final Erasures erasures;
    private final ApplicationEventPublisher events;

    /** What is told on {@link #ARRIVALS}. */
    record Arrival(String videoId) {}

    Catalogue(VideoStore store, SnowflakeGenerator ids, Outbox outbox, Erasures erasures,
            ApplicationEventPublisher events) {
        this.events = events;
        this.erasures = erasures;
        this.store = store;
        this.ids = ids;
        this.outbox = outbox;
    }

    public VideoId add(NewVideo video) {
        VideoId id = new VideoId(ids.next());
        store.insert(id, video);
        return id;
    }

    /** Nothing if it was never there, or was deleted. */
    public Optional<Video> find(VideoId id) {
        return store.find(id);
    }

    /** Those that are there, in any order. */
    public List<Video> find(Collection<VideoId> ids) {
        return store.find(ids);
    }

    /** Ready ones in the order of their ids, from the first after that one. */
    public List<Video> readyAfter(long id, int most) {
        return store.readyAfter(id, most);
    }

    /**
     * Takes the row of a video until the end of the caller's transaction, so that it is there for so long.
     *
     * @throws dev.whiteboard.common.problem.ProblemException 404 if it is gone, 409 if it never became a video
     */
    public void hold(VideoId id) {
        if (!store.hold(id)) {
            var _ = store.find(id).orElseThrow(VideoId::missing);
            throw Problem.of(CONFLICT, "it never became a video").asException();
        }
    }

    /** So many more like it, in the transaction that holds it. */
    public void liked(VideoId id, int more) {
        if (more != 0) {
            store.like(id, more);
        }
    }

    /** Its bytes have arrived, and lie where no client can write. @return whether it was this call that said so first */
    @Transactional
    public boolean arrived(VideoId id, String key, long size) {
        boolean first = store.arrive(id, key, size);
        if (first) {
            outbox.append(new OutboxEvent(ARRIVALS, id.toString(), "video.arrived", new Arrival(id.toString())));
        }
        return first;
    }

    /** All of it plays. @return whether it was this call that said so first */
    @Transactional
    public boolean ready(VideoId id) {
        return told(store.move(id, VideoStatus.TRANSCODING, VideoStatus.READY, null));
    }

    /** It never will. @return false if it is not in that status any more */
    @Transactional
    public boolean fail(VideoId id, VideoStatus from, Failure failure) {
        Optional<Video> failed = store.move(id, from, VideoStatus.FAILED, failure);
        failed.ifPresent(this::erase);
        return told(failed);
    }

    /** Its owner wants it gone. @return false if it is not theirs, or gone already */
    @Transactional
    public boolean delete(VideoId id, String ownerId) {
        Optional<Video> deleted = store.delete(id, ownerId);
        deleted.ifPresent(this::erase);
        return told(deleted);
    }

    private void erase(Video video) {
        erasures.planEverywhere(video.id().folder(), STRAGGLERS, video.id().toString());
        events.publishEvent(new Gone(video.id()));
    }

    private boolean told(Optional<Video> changed) {
        changed.ifPresent(video -> outbox.append(new OutboxEvent(TOPIC, video.id().toString(),
                "video." + video.status().wire(), VideoEvent.of(video))));
        return changed.isPresent();
    }
}
