package dev.whiteboard.architecture;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The checkout's YAML files as maps and lists. */
final class Yamls {
    private Yamls() {}

    static List<Object> documents(String file) {
        return StreamSupport.stream(new Yaml().loadAll(Sources.text(Sources.root().resolve(file))).spliterator(), false)
                .toList();
    }

    static Map<String, Object> one(String file) {
        return map(documents(file).getFirst());
    }

    /** The map behind these keys; empty if one of them is missing. */
    static Map<String, Object> at(Map<String, Object> node, String... keys) {
        Map<String, Object> here = node;
        for (String key : keys) {
            here = map(here.getOrDefault(key, Map.of()));
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> node, String member) {
        return (List<Object>) node.getOrDefault(member, List.of());
    }
}
