package dev.whiteboard.video.inspection;

import dev.whiteboard.video.catalog.Failure;

/** Whether something is a video. */
public sealed interface Verdict {
    record Accepted(Source source) implements Verdict {}

    record Refused(Failure failure) implements Verdict {}

    static Verdict refused(Failure.Code code, String message) {
        return new Refused(new Failure(code, message));
    }
}
