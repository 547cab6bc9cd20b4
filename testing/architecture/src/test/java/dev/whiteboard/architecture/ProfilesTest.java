package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.ServerKind;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A profile of docker-compose starts what {@code ./whiteboard up} starts for the same system, within the memory it says. */
class ProfilesTest {
    private static final String WATCHERS = "observability";
    private static final Topology TOPOLOGY = Topology.whiteboard();
    private static final Map<String, Object> COMPOSE = Yamls.one("docker-compose.yml");

    /** Every system but those that always run, and what is there for another's sake alone. */
    static List<String> systems() {
        Set<String> always = Set.of(Topology.GATEWAY, Topology.IDENTITY);
        return TOPOLOGY.services().stream().filter(Service::isShipped).map(Service::name)
                .filter(name -> !always.contains(name)).toList();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aProfileStartsASystemAndWhatItCalls(String system) {
        assertThat(started(system)).isEqualTo(planned(Plan.of(TOPOLOGY, List.of(system), Map.of())));
        assertThat(environment(system)).containsEntry("COMPOSE_PROFILES", system)
                .containsEntry("EXPECTED_SERVICES", expected(Plan.of(TOPOLOGY, List.of(system), Map.of())));
    }

    @Test
    void theCoreIsTheDoorAndTheUsers() {
        Plan core = Plan.of(TOPOLOGY, List.of(Topology.IDENTITY), Map.of());
        assertThat(started("core")).isEqualTo(planned(core));
        assertThat(environment("core")).containsEntry("EXPECTED_SERVICES", expected(core));
    }

    @Test
    void withoutAWordEverythingStarts() {
        assertThat(Sources.text(Sources.root().resolve(".env"))).contains("COMPOSE_PROFILES=all");
        Plan everything = Plan.of(TOPOLOGY, List.of(), Map.of());
        assertThat(started("all")).isEqualTo(planned(everything));
        assertThat(Yamls.at(service(Topology.GATEWAY), "environment").get("EXPECTED_SERVICES").toString())
                .isEqualTo("${EXPECTED_SERVICES:-" + expected(everything) + "}");
    }

    @Test
    void whoWatchesIsStartedBesideEverything() {
        assertThat(environment(WATCHERS)).containsEntry("COMPOSE_PROFILES", "all," + WATCHERS);
        Set<String> watchers = new TreeSet<>(started(WATCHERS));
        watchers.removeAll(started("core"));
        assertThat(watchers).containsExactlyInAnyOrder("prometheus", "grafana", "tempo", "loki", "otel-collector");
    }

    @Test
    void whatAServiceWaitsForIsInEachOfItsProfiles() {
        for (String profile : profiles().toList()) {
            for (String name : started(profile)) {
                assertThat(started(profile)).as("%s in %s", name, profile)
                        .containsAll(Yamls.at(service(name), "depends_on").keySet());
            }
        }
    }

    @Test
    void everyProfileStaysWithinItsBudget() {
        Map<String, Object> budgets = Yamls.at(COMPOSE, "x-budgets");
        assertThat(budgets.keySet()).containsExactlyInAnyOrderElementsOf(profiles().toList());
        budgets.forEach((profile, budget) -> {
            Set<String> counted = new TreeSet<>(started(profile));
            if (profile.equals(WATCHERS)) {
                counted.removeAll(started("core"));
            }
            int sum = counted.stream().mapToInt(ProfilesTest::memory).sum();
            assertThat(sum).as("MiB of %s", profile).isEqualTo(mebibytes(budget.toString()));
        });
    }

    private static Stream<String> profiles() {
        return Stream.concat(Stream.of("core", "all", WATCHERS), systems().stream());
    }

    private static Set<String> started(String profile) {
        return Yamls.at(COMPOSE, "services").keySet().stream().filter(name -> {
            List<Object> profiles = Yamls.list(service(name), "profiles");
            return profiles.isEmpty() || profiles.contains(profile);
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> planned(Plan plan) {
        return Stream.concat(plan.services().stream().map(Service::name), plan.servers().stream().map(
                server -> server == ServerKind.S3 ? "minio" : server.label()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String expected(Plan plan) {
        Set<String> behindTheGateway = TOPOLOGY.service(Topology.GATEWAY).orElseThrow().calls();
        List<String> order = List.of(Yamls.at(service(Topology.GATEWAY), "environment").get("EXPECTED_SERVICES")
                .toString().replaceAll("^[^-]*:-|}$", "").split(","));
        return plan.services().stream().map(Service::name).filter(behindTheGateway::contains)
                .sorted((one, other) -> order.indexOf(one) - order.indexOf(other)).collect(Collectors.joining(","));
    }

    private static Map<String, String> environment(String profile) {
        return Sources.text(Sources.root().resolve("deploy/profiles/" + profile + ".env")).lines()
                .filter(line -> line.contains("=")).map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static int memory(String name) {
        Object limit = Yamls.at(service(name), "deploy", "resources", "limits").get("memory");
        assertThat(limit).as("memory limit of %s", name).isNotNull();
        return mebibytes(limit.toString());
    }

    private static int mebibytes(String amount) {
        int number = Integer.parseInt(amount.substring(0, amount.length() - 1));
        return amount.endsWith("G") ? number * 1024 : number;
    }

    private static Map<String, Object> service(String name) {
        return Yamls.at(COMPOSE, "services", name);
    }
}
