package dev.whiteboard.shortener.link;

import dev.whiteboard.common.problem.Problem;

/** One item of a bulk, as it was sent. */
sealed interface BulkItem {

    record Wish(ShortenCommand command) implements BulkItem {}

    record Unreadable(Problem problem) implements BulkItem {}
}
