package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every service is watched, every alert has a page that says what to do, every image is pinned. */
class WatchingTest {
    private static final String FOLDER = "deploy/observability/";
    private static final Pattern PINNED = Pattern
            .compile("(\\$\\{S3_IMAGE:-)?[^:]+:[A-Za-z.-]*\\d+\\.\\d+.*|.*RELEASE\\..*");

    @Test
    void everyServiceThatShipsIsScrapedOnItsManagementPort() {
        Map<String, Integer> scraped = new TreeMap<>();
        for (Object job : Yamls.list(Yamls.one(FOLDER + "prometheus.yaml"), "scrape_configs")) {
            Map<String, Object> lookup = Yamls.map(Yamls.list(Yamls.map(job), "dns_sd_configs").getFirst());
            String name = Yamls.map(job).get("job_name").toString();
            assertThat(Yamls.list(lookup, "names")).containsExactly(name);
            assertThat(Yamls.map(job)).containsEntry("metrics_path", "/actuator/prometheus");
            scraped.put(name, (Integer) lookup.get("port"));
        }
        assertThat(scraped).isEqualTo(Topology.whiteboard().services().stream().filter(Service::isShipped)
                .collect(Collectors.toMap(Service::name, service -> service.ports(0).management())));
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() {
        Set<String> named = new TreeSet<>();
        for (Map<String, Object> rule : Watched.rules()) {
            if (rule.get("alert") instanceof String alert) {
                String runbook = Yamls.at(rule, "annotations").get("runbook").toString();
                assertThat(Sources.text(Sources.root().resolve(runbook))).as(runbook).contains(alert)
                        .contains("**What it means.**", "**What users notice.**", "**Where to look.**",
                                "**What to do.**");
                assertThat(Yamls.at(rule, "labels").get("severity")).as(alert).isIn("page", "ticket");
                named.add(runbook);
            }
        }
        assertThat(named).isEqualTo(Sources.files(path -> path.startsWith("docs/runbooks/")).stream()
                .map(Sources::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyAlertThatWakesAPersonIsTested() {
        Set<Object> tested = new TreeSet<>();
        for (Object test : Yamls.list(Yamls.one(FOLDER + "tests/alerts.test.yaml"), "tests")) {
            Yamls.list(Yamls.map(test), "alert_rule_test").forEach(one -> tested.add(Yamls.map(one).get("alertname")));
        }
        assertThat(tested).containsAll(Watched.rules().stream()
                .filter(rule -> "page".equals(Yamls.at(rule, "labels").get("severity")))
                .map(rule -> rule.get("alert")).collect(Collectors.toSet()));
    }

    @Test
    void dashboardsAreUniqueAndEveryPanelAsksForSomething() {
        Set<String> ids = new TreeSet<>();
        List<Path> files = Sources.files(path -> path.startsWith(FOLDER + "dashboards/"));
        for (Path file : files) {
            JsonNode dashboard = JsonMapper.shared().readTree(Sources.text(file));
            assertThat(ids.add(dashboard.path("uid").asString())).isTrue();
            for (JsonNode panel : dashboard.path("panels")) {
                if (!panel.path("type").asString().equals("row")) {
                    assertThat(panel.path("targets").isEmpty()).as("%s", panel.path("title")).isFalse();
                    panel.path("targets").forEach(target -> assertThat(target.path("expr").asString()).isNotBlank());
                }
            }
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void whatIsMountedIsThere() {
        Yamls.at(Yamls.one("docker-compose.yml"), "services").forEach((name, service) -> Yamls
                .list(Yamls.map(service), "volumes").stream().map(Object::toString)
                .filter(mount -> mount.startsWith("./")).map(mount -> mount.split(":")[0])
                .forEach(mount -> assertThat(Files.exists(Sources.root().resolve(mount))).as("%s: %s", name, mount)
                        .isTrue()));
    }

    @Test
    void everyImageIsPinned() {
        Yamls.at(Yamls.one("docker-compose.yml"), "services").forEach((name, service) -> assertThat(
                Yamls.map(service).get("image").toString()).as(name).matches(PINNED).doesNotContain("latest"));
    }
}
