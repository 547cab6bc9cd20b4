package dev.whiteboard.local.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {

    private final Topology topology = Topology.whiteboard();

    @Test
    void without_names_everything_runs_and_every_server() {
        Plan plan = Plan.of(topology, List.of(), Map.of());

        assertThat(plan.services()).isEqualTo(topology.services());
        assertThat(plan.servers()).containsExactlyInAnyOrder(ServerKind.values());
    }

    @Test
    void a_subset_brings_what_it_calls_the_gateway_and_only_the_servers_they_need() {
        Plan plan = Plan.of(topology, List.of("url-shortener"), Map.of());

        assertThat(plan.services()).extracting(Service::name).containsExactlyInAnyOrder("identity-service",
                "url-shortener", "gateway");
        assertThat(plan.servers()).containsExactlyInAnyOrder(ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA);
    }

    @Test
    void the_gateway_does_not_bring_everything_it_could_call() {
        assertThat(Plan.of(topology, List.of("gateway"), Map.of()).services()).extracting(Service::name)
                .containsExactlyInAnyOrder("identity-service", "gateway");
    }

    @Test
    void a_service_may_be_called_without_its_last_word() {
        assertThat(topology.service("identity")).isEqualTo(topology.service("identity-service")).isPresent();
    }

    @Test
    void a_service_that_does_not_exist_is_answered_with_those_that_do() {
        assertThatThrownBy(() -> Plan.of(topology, List.of("teapot"), Map.of())).isInstanceOf(Trouble.class)
                .hasMessageContainingAll("teapot", "url-shortener", "gateway");
        assertThatThrownBy(() -> Plan.of(topology, List.of(), Map.of("teapot", 2))).isInstanceOf(Trouble.class);
    }

    @Test
    void a_replica_has_a_name_and_ports_of_its_own() {
        List<Instance> instances = Plan.of(topology, List.of(), Map.of("url-shortener", 2)).instances();

        Instance second = instances.stream().filter(one -> one.name().equals("url-shortener-2")).findFirst()
                .orElseThrow();
        assertThat(second.ports().http()).isEqualTo(8202);
        assertThat(second.ports().side()).hasValue(9202);
        assertThat(second.ports().management()).isEqualTo(10202);
    }

    @Test
    void no_two_processes_share_a_port_even_with_nine_replicas_each() {
        Map<String, Integer> nine = topology.services().stream().collect(Collectors.toMap(Service::name, one -> 9));

        assertThat(Plan.of(topology, List.of(), nine).instances().stream()
                .flatMapToInt(instance -> instance.ports().all()).boxed()).doesNotHaveDuplicates();
    }
}
