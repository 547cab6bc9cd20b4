package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Setting;
import dev.whiteboard.local.launcher.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Docker and Kubernetes run the same services, on the same ports, with the same environment names as the local platform. */
class DeploymentTest {
    /** Empty outside tests, so that no deployment has to name it. */
    private static final Set<String> OPTIONAL = Set.of(Setting.KAFKA_TOPIC_PREFIX.name());

    static List<Service> services() {
        return Topology.whiteboard().services();
    }

    @ParameterizedTest
    @MethodSource("services")
    void composeGivesEachServiceItsPortAndEveryName(Service service) {
        Map<String, Object> compose = map(documents("docker-compose.yml").getFirst());
        Map<String, Object> described = map(map(compose.get("services")).get(service.name()));
        Map<String, Object> environment = map(described.get("environment"));
        assertThat(environment.keySet()).containsAll(names(service));
        assertThat(environment.get("SERVER_PORT")).hasToString(Integer.toString(service.port()));
    }

    static List<Service> shipped() {
        return services().stream().filter(Service::isShipped).toList();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void kubernetesGivesEachServiceItsPortsAndEveryName(Service service) {
        Set<String> given = new TreeSet<>();
        List<Integer> ports = new ArrayList<>();
        for (Object document : documents("k8s/base/" + service.name() + ".yaml")) {
            Map<String, Object> workload = map(document);
            if (workload.get("spec") instanceof Map<?, ?> spec && spec.get("template") instanceof Map<?, ?> template) {
                Map<String, Object> container = map(((List<?>) map(template.get("spec")).get("containers")).getFirst());
                list(container, "env").forEach(entry -> given.add((String) entry.get("name")));
                list(container, "ports").forEach(entry -> ports.add((Integer) entry.get("containerPort")));
            }
        }
        given.addAll(data("k8s/base/platform.yaml", "platform", "data"));
        given.addAll(data("k8s/overlays/local/secrets.yaml", service.name(), "stringData"));
        assertThat(given).containsAll(names(service));
        assertThat(ports).contains(service.port(), service.port() + 2000);
    }

    @Test
    void aClusterForProductionHasNothingThatIsForDevelopmentAlone() {
        for (Service service : services()) {
            boolean there = Files.exists(Sources.root().resolve("k8s/base/" + service.name() + ".yaml"));
            assertThat(there).as(service.name()).isEqualTo(service.isShipped());
        }
        assertThat(services()).as("a provider for development, to compare with").anyMatch(one -> !one.isShipped());
    }

    private static Set<String> names(Service service) {
        return Topology.whiteboard().settings(service).stream().map(Setting::name)
                .filter(name -> !OPTIONAL.contains(name))
                .collect(Collectors.toSet());
    }

    private static Set<String> data(String file, String name, String member) {
        return documents(file).stream().map(DeploymentTest::map)
                .filter(document -> name.equals(map(document.get("metadata")).get("name")))
                .flatMap(document -> map(document.get(member)).keySet().stream()).collect(Collectors.toSet());
    }

    private static List<Map<String, Object>> list(Map<String, Object> container, String member) {
        return ((List<?>) container.getOrDefault(member, List.of())).stream().map(DeploymentTest::map).toList();
    }

    private static List<Object> documents(String file) {
        String text = Sources.text(Sources.root().resolve(Path.of(file)));
        return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
