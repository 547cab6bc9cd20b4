package dev.whiteboard.common.outbox;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Further record headers as the table keeps them: a JSON object of strings, or null when there are none. */
record OutboxHeaders(JsonMapper json) {
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {
    };

    @Nullable
    String write(Map<String, String> headers) {
        return headers.isEmpty() ? null : json.writeValueAsString(headers);
    }

    Map<String, String> read(@Nullable String text) {
        return text == null ? Map.of() : json.readValue(text, STRINGS);
    }
}
