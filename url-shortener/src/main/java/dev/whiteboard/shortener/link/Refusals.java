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
        return switch (outcome) {
            case Outcome.Done(Link link) -> link;
            case Outcome.Refused(String field, String message) ->
                throw Problem.of(VALIDATION_ERROR, message).field(field).asException();
            case Outcome.AliasTaken _ ->
                throw Problem.of(ALREADY_EXISTS, "is taken").field(Alias.FIELD).asException();
            case Outcome.NoSuchLink _ -> throw noSuchLink().asException();
            case Outcome.Outdated _ -> throw Problem
                    .of(PRECONDITION_FAILED, "the link has another version by now").asException();
        };
    }

    static Problem noSuchLink() {
        return Problem.of(NOT_FOUND, "you have no such link");
    }
}
