package dev.whiteboard.journeys.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import java.util.Random;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that fit a schema, nearly fit it, or do not fit it at all. */
final class Values {
    private static final JsonNodeFactory JSON = JsonMapper.shared().getNodeFactory();
    private static final int DEEPEST = 4;
    private static final List<String> ODD = List.of("", " ", "\u0000", "a\u0000b", "\ud83d\ude00", "\u202etxet",
            "\ud800", "'; drop table users; --", "../../etc/passwd", "%00", "%2e%2e%2f", "<script>alert(1)</script>",
            "null", "NaN", "-1", "9".repeat(40), "a".repeat(5_000), "{}", "1e309", "\n\r\t", "0x10", "\uff11", "\u0130",
            "http://[::1", "javascript:alert(1)", "2026-02-30", "9999-12-31T23:59:60Z", "-999999999-01-01T00:00:00Z",
            "P1000000000D", "*", "?", "#", ";", ",", "\\", "\"", "true");
    private static final List<Double> ODD_NUMBERS = List.of(0.0, -1.0, 1.0, 0.00001, -0.0, 91.0, 1e12, 1e18, 1e300,
            -1e300, (double) Integer.MAX_VALUE, (double) Integer.MIN_VALUE, 9.007199254740993e15);

    private final JsonNode components;
    private final Random random;
    private final Map<String, List<String>> known = new HashMap<>();

    Values(JsonNode document, Random random) {
        this.components = document.path("components").path("schemas");
        this.random = random;
    }

    /** Remembers what an answer calls an id, so that some later requests are about something that exists. */
    void learn(JsonNode answer) {
        if (answer.isObject()) {
            answer.properties().forEach(field -> {
                if (field.getValue().isString()) {
                    List<String> values = known.computeIfAbsent(stem(field.getKey()), _ -> new ArrayList<>());
                    if (values.size() < 50) {
                        values.add(field.getValue().asString());
                    }
                }
                learn(field.getValue());
            });
        } else {
            answer.forEach(this::learn);
        }
    }

    /** Text for a path, a query or a header. */
    String text(String name, JsonNode schema) {
        JsonNode value = any(name, schema, 0);
        return value.isString() ? value.asString() : value.toString();
    }

    JsonNode any(String name, JsonNode said, int depth) {
        JsonNode schema = resolved(said);
        int chance = random.nextInt(20);
        if (chance == 0) {
            return odd();
        }
        List<String> values = known.getOrDefault(stem(name), List.of());
        if (!values.isEmpty() && chance < 14) {
            return JSON.stringNode(values.get(random.nextInt(values.size())));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> chance < 4 ? JSON.numberNode(random.nextLong()) : integer(schema);
            case "number" -> chance < 4
                    ? JSON.numberNode(ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size())))
                    : JSON.numberNode(Math.round(random.nextDouble() * 18_000 - 9_000) / 100.0);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> chance < 6
                    ? JSON.stringNode(ODD.get(random.nextInt(ODD.size())))
                    : JSON.stringNode(string(schema));
        };
    }

    private JsonNode integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(-2);
        long most = schema.path("maximum").asLong(least + 40);
        return JSON.numberNode(least - 1 + random.nextLong(Math.max(1, Math.min(most - least, 1_000) + 3)));
    }

    private String string(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "20%02d-0%d-1%dT08:00:00Z".formatted(20 + random.nextInt(12), 1 + random.nextInt(9),
                    random.nextInt(10));
            case "date" -> "2026-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(10));
            case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            case "uri" -> "https://example.org/" + random.nextInt(1_000);
            default -> switch (random.nextInt(4)) {
                case 0 -> "19.99";
                case 1 -> "https://example.org/" + random.nextInt(1_000);
                default -> "word" + random.nextInt(1_000);
            };
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").properties().forEach(field -> {
            boolean required = StreamSupport.stream(schema.path("required").spliterator(), false)
                    .anyMatch(name -> name.asString().equals(field.getKey()));
            if (depth < DEEPEST && random.nextInt(20) < (required ? 19 : 8)) {
                object.set(field.getKey(), any(field.getKey(), field.getValue(), depth + 1));
            }
        });
        if (random.nextInt(20) == 0) {
            object.set("colour", odd());
        }
        return object;
    }

    private JsonNode array(String name, JsonNode schema, int depth) {
        var array = JSON.arrayNode();
        for (int i = depth < DEEPEST ? random.nextInt(4) : 0; i > 0; i--) {
            array.add(any(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode odd() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.objectNode();
            case 2 -> JSON.arrayNode().add(JSON.nullNode());
            case 3 -> JSON.numberNode(ODD_NUMBERS.get(random.nextInt(ODD_NUMBERS.size())));
            case 4 -> JSON.booleanNode(random.nextBoolean());
            default -> JSON.stringNode(ODD.get(random.nextInt(ODD.size())));
        };
    }

    private JsonNode resolved(JsonNode schema) {
        String ref = schema.path("$ref").asString("");
        if (!ref.isEmpty()) {
            return resolved(components.path(ref.substring(ref.lastIndexOf('/') + 1)));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.path(choice).size() > 0) {
                return resolved(schema.get(choice).get(random.nextInt(schema.get(choice).size())));
            }
        }
        return schema;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString(schema.has("properties") ? "object" : "string");
    }

    /** {@code id}, {@code ride_id} and {@code rideId} of a path are the same to a client. */
    private static String stem(String name) {
        return name.replace("_", "").toLowerCase(java.util.Locale.ROOT);
    }
}
