package dev.whiteboard.shortener.link;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static dev.whiteboard.common.problem.ErrorCode.WRONG_TYPE;

import dev.whiteboard.common.json.Json;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.web.error.Problems;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Body of {@code POST /api/v1/shorten/bulk}. Its items are read one by one, so that one that cannot be read is refused and
 * the others are not.
 */
record BulkRequest(
        @ArraySchema(minItems = 1, maxItems = BulkRequest.MOST, schema = @Schema(implementation = ShortenRequest.class)) List<JsonNode> links) {
    static final int MOST = 1_000;
    static final String FIELD = "links";

    /** Every item by this owner, in order: a wish, or why it is none. */
    List<BulkItem> by(@Nullable String ownerId) {
        if (links.isEmpty() || links.size() > MOST) {
            throw Problem.of(VALIDATION_ERROR, "must hold 1 to 1,000 links").field(FIELD).asException();
        }
        return links.stream().map(link -> item(link, ownerId)).toList();
    }

    private static BulkItem item(JsonNode link, @Nullable String ownerId) {
        if (!link.isObject()) {
            return new BulkItem.Unreadable(Problem.of(WRONG_TYPE, "has the wrong type"));
        }
        try {
            return new BulkItem.Wish(Json.strict().treeToValue(link, ShortenRequest.class).by(ownerId));
        } catch (JacksonException e) {
            return new BulkItem.Unreadable(Problems.unreadable(e));
        }
    }
}
