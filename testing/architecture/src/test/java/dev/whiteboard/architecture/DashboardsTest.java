package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards and alerts ask for what the services of this build really exposed while they were tested. */
class DashboardsTest {
    /** Prometheus makes these itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    @Test
    void everyMetricThatIsAskedForIsOneThatAServiceExposes() {
        Watched watched = Watched.everything();
        Set<String> known = new TreeSet<>(OF_PROMETHEUS);
        known.addAll(watched.recorded());
        exposed().values().forEach(known::addAll);
        Map<String, Set<String>> unknown = new TreeMap<>();
        watched.queries().forEach((where, query) -> {
            Set<String> missing = new TreeSet<>(Promql.metrics(query));
            missing.removeAll(known);
            if (!missing.isEmpty()) {
                unknown.put(where, missing);
            }
        });
        assertThat(watched.queries()).hasSizeGreaterThan(40);
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyServiceThatShipsWasLookedAt() {
        assertThat(exposed().keySet()).containsAll(Topology.whiteboard().services().stream()
                .filter(Service::isShipped).map(Service::name).collect(Collectors.toSet()));
    }

    @Test
    void namesAreFoundInQueries() {
        assertThat(
                Promql.metrics("sum by (job, le) (rate(a_total{job=\"b\",uri!~\"(c|d)\"}[5m])) / on (job) e > 0.5e3"))
                .containsExactly("a_total", "e");
        assertThat(Promql.metrics("max(f) and g:h:ratio offset 5m or vector(1)")).containsExactly("f", "g:h:ratio");
    }

    private static Map<String, Set<String>> exposed() {
        Map<String, Set<String>> exposed = new TreeMap<>();
        for (Path file : Sources.built("meters")) {
            Set<String> names = exposed.computeIfAbsent(file.getFileName().toString().replace(".json", ""),
                    _ -> new TreeSet<>());
            for (JsonNode name : JsonMapper.shared().readTree(Sources.text(file))) {
                names.add(name.asString());
            }
        }
        return exposed;
    }
}
