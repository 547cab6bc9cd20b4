package dev.whiteboard.video.watch;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;

import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.video.catalog.Catalogue;
import dev.whiteboard.video.catalog.Video;
import dev.whiteboard.video.catalog.VideoId;
import dev.whiteboard.video.catalog.VideoStatus;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Takes what players say. A view is durable when this returns; it is counted soon after. */
@Service
class Watching {
    private static final Set<VideoStatus> PLAYING = Set.of(VideoStatus.TRANSCODING, VideoStatus.READY);

    private final Catalogue catalogue;
    private final Outbox outbox;
    private final SeenSessions seen;
    private final TransactionOperations transactions;
    private final InstantSource clock = InstantSource.system();

    Watching(Catalogue catalogue, Outbox outbox, SeenSessions seen, TransactionOperations transactions) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.seen = seen;
        this.transactions = transactions;
    }

    /** @return whether it was enough for a view */
    boolean watched(VideoId id, String session, double seconds, @Nullable String viewer) {
        Video video = catalogue.find(id).orElseThrow(VideoId::missing);
        if (!PLAYING.contains(video.status())) {
            throw Problem.of(CONFLICT, "it does not play").asException();
        }
        if (!Attention.isView(seconds, video.durationMs())) {
            return false;
        }
        if (!seen.contains(id, session)) {
            var event = new ViewEvent(id.toString(), session, viewer, seconds, clock.instant());
            transactions.executeWithoutResult(
                    _ -> outbox.append(new OutboxEvent(ViewEvent.TOPIC, session, ViewEvent.TYPE, event)));
            seen.add(id, session);
        }
        return true;
    }
}
