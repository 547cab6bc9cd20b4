package dev.whiteboard.ride.tracking;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.ride.location.Fix;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What is sent over a socket. Whatever can be missed carries a cursor, which opens for its user only. */
@Component
class Frames {
    private final SignedCursors cursors;

    Frames(SignedCursors cursors) {
        this.cursors = cursors;
    }

    String ready(String userId, long seq) {
        return frame("ready").put("cursor", cursor(userId, seq)).toString();
    }

    /** What was missed is gone: the client reads its rides anew. */
    String reset(String userId, long seq) {
        return frame("reset").put("cursor", cursor(userId, seq)).toString();
    }

    String news(String userId, NewsStore.Entry entry) {
        ObjectNode frame = frame(entry.type());
        frame.setAll((ObjectNode) Json.tolerant().readTree(entry.payload()));
        return frame.put("cursor", cursor(userId, entry.seq())).toString();
    }

    String location(String rideId, Fix fix) {
        ObjectNode frame = frame("driver_location").put("ride_id", rideId).put("driver_id", fix.driverId())
                .put("lat", fix.position().lat()).put("lng", fix.position().lng());
        if (fix.heading() != null) {
            frame.put("heading", fix.heading());
        }
        return frame.put("at", fix.at().toString()).toString();
    }

    /** Where to read on; empty for what is no cursor of this user. */
    OptionalLong read(String userId, String cursor) {
        return cursors.open(scope(userId), cursor).map(List::getFirst).map(seq -> OptionalLong.of(Long.parseLong(seq)))
                .orElseGet(OptionalLong::empty);
    }

    private String cursor(String userId, long seq) {
        return cursors.sign(scope(userId), Long.toString(seq));
    }

    private static String scope(String userId) {
        return "tracking:" + userId;
    }

    private static ObjectNode frame(String type) {
        return Json.tolerant().createObjectNode().put("type", type);
    }
}
