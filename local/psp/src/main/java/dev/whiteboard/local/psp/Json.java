package dev.whiteboard.local.psp;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How the provider reads and writes. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Json() {}

    /** What a merchant sees of an operation. */
    static Map<String, Object> view(Done done) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", done.id());
        view.put("key", done.key());
        view.put("type", done.type());
        view.put("status", done.status());
        if (done.declineCode() != null) {
            view.put("decline_code", done.declineCode());
        }
        view.put("authorization", done.authorization());
        view.put("amount", done.amount());
        view.put("currency", done.currency());
        view.put("reference", done.reference());
        view.put("created", done.created().toString());
        return view;
    }
}
