package dev.whiteboard.video.watch;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.video.catalog.VideoId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where players say how much has been watched, as often as they like. */
@RestController
class ViewController {
    private static final double MOST_SECONDS = 86_400;

    private final Watching watching;

    ViewController(Watching watching) {
        this.watching = watching;
    }

    /** @param watchedSec seconds, all that this session has watched of the video so far */
    record Progress(String sessionId, double watchedSec) {}

    /** @param counted whether the session counts as a view of it */
    record ViewView(String videoId, boolean counted) {}

    @PostMapping("/api/v1/videos/{id}/views")
    ViewView watched(@PathVariable String id, @RequestBody Progress progress,
            @AuthenticationPrincipal @Nullable Caller caller) {
        VideoId video = VideoId.of(id);
        check("session_id", ViewEvent.isSession(progress.sessionId()), "must have 1 to 100 visible ASCII characters");
        check("watched_sec", progress.watchedSec() >= 0 && progress.watchedSec() <= MOST_SECONDS,
                "must be 0 to 86400");
        return new ViewView(video.toString(), watching.watched(video, progress.sessionId(), progress.watchedSec(),
                caller == null ? null : caller.userId()));
    }

    private static void check(String field, boolean fine, String rule) {
        if (!fine) {
            throw Problem.of(VALIDATION_ERROR, rule).field(field).asException();
        }
    }
}
