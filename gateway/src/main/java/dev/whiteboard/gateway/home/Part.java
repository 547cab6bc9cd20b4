package dev.whiteboard.gateway.home;

import tools.jackson.databind.JsonNode;

/**
 * A part of the answer.
 *
 * @param path what is asked of the service in the caller's name
 */
record Part(
        String name,
        String upstream,
        String path) {

    /** What became of it. */
    sealed interface Outcome {
        record Arrived(
                Part part,
                JsonNode answer) implements Outcome {}

        record Missing(
                Part part,
                String code,
                String message) implements Outcome {}
    }
}
