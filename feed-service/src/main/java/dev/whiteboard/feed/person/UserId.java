package dev.whiteboard.feed.person;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import java.util.OptionalLong;

/** A user's id as numbers and as text. */
public final class UserId {
    private static final String PREFIX = "usr";

    private UserId() {}

    public static String text(long id) {
        return PublicId.format(PREFIX, id);
    }

    public static OptionalLong parse(String text) {
        return PublicId.parse(PREFIX, text);
    }

    /** The id in a path; text that no id has is nobody's. */
    public static long inPath(String text) {
        return parse(text).orElseThrow(() -> People.nobody().asException());
    }

    /** Whose token this is; services and other programs have no feed. */
    public static long of(Caller caller) {
        return parse(caller.userId()).orElseThrow(
                () -> Problem.of(ErrorCode.FORBIDDEN, "only people have a feed").asException());
    }
}
