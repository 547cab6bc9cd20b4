package dev.whiteboard.commerce.catalog;

import static dev.whiteboard.common.problem.ErrorCode.GONE;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.PRECONDITION_FAILED;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.problem.Problem;

/** Which problem each refusal is to a client. */
public final class Refusals {
    private Refusals() {}

    static Listing orListing(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Listing listing) -> listing;
            case Outcome.Refused(String field, String message) ->
                throw Problem.of(VALIDATION_ERROR, message).field(field).asException();
            case Outcome.NoSuchProduct _ -> throw noSuchProduct().asException();
            case Outcome.Outdated _ ->
                throw Problem.of(PRECONDITION_FAILED, "the product has another version by now").asException();
        };
    }

    public static Problem noSuchProduct() {
        return Problem.of(NOT_FOUND, "there is no such product");
    }

    static Problem withdrawn() {
        return Problem.of(GONE, "the product is no longer for sale");
    }
}
