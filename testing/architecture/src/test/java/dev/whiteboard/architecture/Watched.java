package dev.whiteboard.architecture;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What dashboards, recording rules and alerts ask Prometheus for.
 *
 * @param queries  by where they stand
 * @param recorded names that recording rules make
 */
record Watched(Map<String, String> queries, Set<String> recorded) {

    static Watched everything() {
        Map<String, String> queries = new TreeMap<>();
        Set<String> recorded = new TreeSet<>();
        for (Path file : Sources.files(path -> path.startsWith("deploy/observability/dashboards/"))) {
            for (JsonNode panel : JsonMapper.shared().readTree(Sources.text(file)).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put("%s, %s, %s".formatted(file.getFileName(), panel.path("title").asString(),
                            target.path("refId").asString()), target.path("expr").asString());
                }
            }
        }
        for (Map<String, Object> rule : rules()) {
            if (rule.get("record") instanceof String name) {
                recorded.add(name);
            }
            queries.put("%s %s".formatted(rule.getOrDefault("record", rule.get("alert")), rule.get("labels")),
                    rule.get("expr").toString());
        }
        return new Watched(queries, recorded);
    }

    /** Every recording rule and alert. */
    static List<Map<String, Object>> rules() {
        return Sources.files(path -> path.startsWith("deploy/observability/rules/")).stream()
                .flatMap(file -> Yamls.list(Yamls.one(Sources.name(file)), "groups").stream())
                .flatMap(group -> Yamls.list(Yamls.map(group), "rules").stream()).map(Yamls::map).toList();
    }
}
