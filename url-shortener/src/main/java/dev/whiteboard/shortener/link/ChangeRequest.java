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
 * Body of {@code PATCH /api/v1/links/{key}}: what is absent stays. A null takes an expiry, a limit or a password away; since absent and
 * null differ there, these come in as the pieces of JSON that they are.
 */
record ChangeRequest(@Nullable String longUrl, @Nullable Integer redirectType,
        @Schema(type = "string", format = "date-time", nullable = true, description = "null: the link never ends") @Nullable JsonNode expiresAt,
        @Schema(type = "integer", minimum = "1", maximum = "1000000000", nullable = true, description = "clicks used so far stay used; null: no limit") @Nullable JsonNode maxClicks,
        @Schema(type = "string", minLength = 4, maxLength = 128, nullable = true, description = "null: no password") @Nullable JsonNode password,
        @Nullable Boolean disabled) {

    ChangeCommand command() {
        return new ChangeCommand(longUrl, redirectType,
                edit(Expiry.FIELD, expiresAt, Instant.class, "must be an ISO 8601 time or date"),
                edit(ClickLimit.FIELD, maxClicks, Integer.class, "must be a whole number"),
                edit(LinkPassword.FIELD, password, String.class, "must be text"), disabled);
    }

    @Override
    public String toString() {
        return "ChangeRequest";
    }

    private static <T> Edit<T> edit(String field, @Nullable JsonNode sent, Class<T> type, String rule) {
        if (sent == null) {
            return Edit.none();
        }
        if (sent.isNull()) {
            return Edit.to(null);
        }
        try {
            return Edit.to(Json.strict().treeToValue(sent, type));
        } catch (JacksonException e) {
            boolean unreadableTime = type == Instant.class && sent.isString();
            throw Problem.of(unreadableTime ? VALIDATION_ERROR : WRONG_TYPE, rule).field(field).asException();
        }
    }
}
