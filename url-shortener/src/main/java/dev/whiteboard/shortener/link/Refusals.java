package dev.whiteboard.shortener.link;

import static dev.whiteboard.common.problem.ErrorCode.ALREADY_EXISTS;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.PRECONDITION_FAILED;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;

/** Which problem each refusal is to a client. */
final class Refusals {
    private Refusals() {}

    /** The link of an outcome that is one; any other is thrown as its problem. */
    static Link orLink(Outcome outcome) {
        if (outcome instanceof Outcome.Done(Link link)) {
            return link;
        }
        throw of(outcome).asException();
    }

    /** @param outcome any but a link */
    static Problem of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> throw new IllegalArgumentException("not refused: " + outcome);
            case Outcome.Refused(String field, String message) -> Problem.of(VALIDATION_ERROR, message).field(field);
            case Outcome.AliasTaken _ -> Problem.of(ALREADY_EXISTS, "is taken").field(Alias.FIELD);
            case Outcome.NoSuchLink _ -> noSuchLink();
            case Outcome.Outdated _ -> Problem.of(PRECONDITION_FAILED, "the link has another version by now");
        };
    }

    static Problem noSuchLink() {
        return Problem.of(NOT_FOUND, "you have no such link");
    }
}
