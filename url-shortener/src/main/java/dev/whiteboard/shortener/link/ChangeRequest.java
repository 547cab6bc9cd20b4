package dev.whiteboard.shortener.link;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static dev.whiteboard.common.problem.ErrorCode.WRONG_TYPE;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Body of {@code PATCH /api/v1/links/{key}}: what is absent stays. An expiry of null means that the link never ends; since
 * absent and null differ there, it comes in as the piece of JSON that it is.
 */
record ChangeRequest(@Nullable String longUrl, @Nullable Integer redirectType,
        @Schema(type = "string", format = "date-time") @Nullable JsonNode expiresAt, @Nullable Boolean disabled) {

    ChangeCommand command() {
        return new ChangeCommand(longUrl, redirectType, expiresAt != null, expiry(), disabled);
    }

    private @Nullable Instant expiry() {
        if (expiresAt == null || expiresAt.isNull()) {
            return null;
        }
        try {
            return Json.strict().treeToValue(expiresAt, Instant.class);
        } catch (JacksonException e) {
            throw Problem.of(expiresAt.isString() ? VALIDATION_ERROR : WRONG_TYPE, "must be an ISO 8601 time or date")
                    .field(Expiry.FIELD).asException();
        }
    }
}
