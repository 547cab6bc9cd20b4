package dev.whiteboard.video.catalog;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;

/** Which video, {@code vid_…} outside. */
public record VideoId(long number) {
    private static final String PREFIX = "vid";

    /** The id that somebody outside wrote; what was never given out is not found. */
    public static VideoId of(String text) {
        return new VideoId(PublicId.parse(PREFIX, text).orElseThrow(VideoId::missing));
    }

    public static ProblemException missing() {
        return Problem.of(NOT_FOUND, "there is no such video").asException();
    }

    /** What the keys of all its objects begin with. */
    public String folder() {
        return "videos/" + this + "/";
    }

    @Override
    public String toString() {
        return PublicId.format(PREFIX, number);
    }
}
