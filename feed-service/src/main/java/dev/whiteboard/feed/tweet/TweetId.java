package dev.whiteboard.feed.tweet;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import java.util.OptionalLong;

/** A tweet's id as number and as text. */
public final class TweetId {
    private static final String PREFIX = "tw";

    private TweetId() {}

    public static String text(long id) {
        return PublicId.format(PREFIX, id);
    }

    public static OptionalLong parse(String text) {
        return PublicId.parse(PREFIX, text);
    }

    /** The id in a path; text that no id has is no tweet's. */
    public static long inPath(String text) {
        return parse(text).orElseThrow(() -> none().asException());
    }

    /** What is not there, what is deleted and what one may not see are not told apart. */
    public static Problem none() {
        return Problem.of(ErrorCode.NOT_FOUND, "there is no such tweet");
    }
}
