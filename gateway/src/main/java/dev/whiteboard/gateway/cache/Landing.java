package dev.whiteboard.gateway.cache;

import dev.whiteboard.common.problem.Problem;

/** How a flight ended for those who wait for it. */
sealed interface Landing {
    /** Here it is; its body may still be coming in. */
    record Ready(
            Entry entry,
            boolean confirmed) implements Landing {}

    /** Look again: it is there by now, or it has to be asked for another time. */
    record Again() implements Landing {}

    /** It is not for sharing. */
    record Unshared(
            String reason) implements Landing {}

    record Failed(
            Problem problem) implements Landing {}
}
