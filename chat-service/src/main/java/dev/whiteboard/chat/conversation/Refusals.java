package dev.whiteboard.chat.conversation;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import org.jspecify.annotations.Nullable;

/** Which problem each refusal is to a client. */
public final class Refusals {
    private Refusals() {}

    /** The conversation of an outcome that is one; any other is thrown as its problem. */
    static Outcome.Done orDone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done;
            case Outcome.Removed _ -> throw new IllegalStateException("a removal shows no conversation");
            case Outcome.NoSuchMember _ -> throw Problem.of(NOT_FOUND, "is no member").field("user_id").asException();
            case Outcome.Refused(String field, String message) ->
                throw Problem.of(VALIDATION_ERROR, message).field(field).asException();
            case Outcome.NotAMember _ -> throw notAMember().asException();
            case Outcome.NotAllowed(String message) -> throw Problem.of(FORBIDDEN, message).asException();
        };
    }

    /** Also for conversations that are not there, so that ids tell nothing. */
    public static Problem notAMember() {
        return Problem.of(FORBIDDEN, "you are not a member of this conversation");
    }

    static Problem noSuchUser(String field, String id) {
        return Problem.of(VALIDATION_ERROR, id + " is nobody").field(field);
    }

    /** Nothing if there is nothing against it. */
    static void orNothing(@Nullable Outcome refusal) {
        if (refusal != null) {
            orDone(refusal);
        }
    }

    /** The number of a conversation's text; no text that is none names a conversation that the caller is in. */
    public static long conversation(String text) {
        return Ids.CONVERSATION.parse(text).orElseThrow(() -> notAMember().asException());
    }

    /** The number of the user who calls. Services have none: conversations are between people. */
    public static long user(Caller caller) {
        return Ids.USER.parse(caller.userId())
                .orElseThrow(() -> Problem.of(FORBIDDEN, "only users take part in conversations").asException());
    }
}
