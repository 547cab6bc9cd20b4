package dev.whiteboard.shortener.link;

import dev.whiteboard.common.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the maker of many links is told: one result for each item, in their order. */
record BulkResponse(List<Result> results) {

    /** How one item fared. */
    @Schema(oneOf = {Made.class, Refused.class})
    sealed interface Result {}

    /** @param status 201 */
    record Made(int status, String shortKey, String shortUrl, String longUrl, Instant createdAt,
            @Nullable Instant expiresAt) implements Result {}

    /** @param status what the item alone would have been answered with */
    record Refused(int status, Reason error) implements Result {}

    record Reason(String code, String message, String field) {}

    static Result made(Link link, PublicAddress address) {
        return new Made(201, link.shortKey(), address.shortUrl(link.shortKey()), link.longUrl(), link.createdAt(),
                link.expiresAt());
    }

    static Result refused(int index, Problem problem) {
        String field = problem.field();
        String path = BulkRequest.FIELD + "[" + index + "]" + (field == null ? "" : "." + field);
        return new Refused(problem.status(), new Reason(problem.code().name(), problem.message(), path));
    }
}
