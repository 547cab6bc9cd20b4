package dev.whiteboard.gateway.cache;

import dev.whiteboard.common.problem.Problem;
import reactor.core.publisher.Mono;

/** What the edge has for somebody who asks. */
sealed interface Found {
    /** An answer, whose body is held for the one who gets this. */
    record Served(
            Entry entry,
            How how) implements Found {}

    /** It is on its way. */
    record Waiting(
            Mono<Found> arrival) implements Found {}

    /** Only the origin can say, and only to the one who asks. */
    record Passed(
            String reason) implements Found {}

    record Refused(
            Problem problem) implements Found {}
}
