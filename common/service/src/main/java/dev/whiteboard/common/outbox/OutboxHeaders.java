package dev.whiteboard.common.outbox;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.common.json.Json;
import tools.jackson.core.type.TypeReference;

/** Further record headers as the table keeps them: a JSON object of strings, or null when there are none. */
final class OutboxHeaders {
    private OutboxHeaders() {}

    static @Nullable String write(Map<String, String> headers) {
        return headers.isEmpty() ? null : Json.tolerant().writeValueAsString(headers);
    }

    static Map<String, String> read(@Nullable String text) {
        return text == null ? Map.of() : Json.tolerant().readValue(text, new TypeReference<Map<String, String>>() {
        });
    }
}
