package dev.whiteboard.journeys.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a service says it can be asked (OpenAPI 3.1).
 *
 * @param body the schema of its JSON body; missing without one
 */
record Operation(String method, String path, List<Parameter> parameters, JsonNode body, JsonNode responses) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    /** @param in path, query, header or cookie */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    static List<Operation> all(JsonNode document) {
        List<Operation> all = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                all.add(of(method.getKey(), path.getKey(), path.getValue().path("parameters"), method.getValue()));
            }
        }));
        return all;
    }

    private static Operation of(String method, String path, JsonNode shared, JsonNode said) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(shared, said.path("parameters"))) {
            list.forEach(one -> parameters.add(new Parameter(one.path("name").asString(), one.path("in").asString(),
                    one.path("required").asBoolean(), one.path("schema"))));
        }
        return new Operation(method.toUpperCase(java.util.Locale.ROOT), path, parameters,
                said.path("requestBody").path("content").path("application/json").path("schema"),
                said.path("responses"));
    }

    /** What an answer of that status looks like, if the service says so. */
    Optional<JsonNode> answer(int status) {
        JsonNode content = responses.path(Integer.toString(status)).path("content");
        JsonNode schema = content.path("application/json").path("schema");
        return Optional.of(schema.isMissingNode() ? content.path("*/*").path("schema") : schema)
                .filter(JsonNode::isObject);
    }

    /** Whether its answer goes on for as long as somebody listens. */
    boolean isStream() {
        return responses.path("200").path("content").has("text/event-stream");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
