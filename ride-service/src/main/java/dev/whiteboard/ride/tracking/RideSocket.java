package dev.whiteboard.ride.tracking;

import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.socket.Host;
import dev.whiteboard.common.web.socket.Line;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/** {@code /ws/rides}: what happens to the rides of a user, from {@code ?cursor=} on or from now on, and where the car is. */
@Component
class RideSocket implements Host {
    private static final CloseStatus NO_CURSOR = new CloseStatus(4400, "is not a cursor of yours");

    private final Tracking tracking;
    private final NewsStore store;
    private final Frames frames;

    RideSocket(Tracking tracking, NewsStore store, Frames frames) {
        this.tracking = tracking;
        this.store = store;
        this.frames = frames;
    }

    @Override
    public Runnable welcome(Line line, Caller caller) {
        String userId = caller.userId();
        long head = store.heads(Set.of(userId)).getOrDefault(userId, 0L);
        String cursor = line.parameter("cursor");
        OptionalLong from = cursor == null || cursor.isEmpty()
                ? OptionalLong.of(head)
                : frames.read(userId, cursor);
        if (from.isEmpty()) {
            line.close(NO_CURSOR);
            return () -> {};
        }
        Viewer viewer = new Viewer(userId, from.getAsLong(), line::send, frames);
        line.send(frames.ready(userId, from.getAsLong()));
        tracking.join(viewer);
        return () -> tracking.leave(viewer);
    }
}
