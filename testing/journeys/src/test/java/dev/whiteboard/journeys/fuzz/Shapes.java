package dev.whiteboard.journeys.fuzz;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The shapes of answers that a service describes (JSON Schema 2020-12, as OpenAPI 3.1 has it). */
final class Shapes {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode components;
    private final Map<JsonNode, com.networknt.schema.Schema> known = new ConcurrentHashMap<>();

    Shapes(JsonNode document) {
        this.components = document.path("components");
    }

    /** In which ways the answer is not what was described; empty if it is. */
    String breaches(JsonNode schema, String answer) {
        return known.computeIfAbsent(schema, this::compiled).validate(answer, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage()).collect(Collectors.joining(", "));
    }

    private com.networknt.schema.Schema compiled(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", components);
        return SCHEMAS.getSchema(whole.toString(), InputFormat.JSON);
    }
}
