package dev.whiteboard.local.launcher.topology;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one {@code up} starts: the services that were asked for, the ones they call, the gateway, and their servers.
 *
 * @param replicas how many of a service run, by name; one where nothing is said
 */
public record Plan(Topology topology, List<Service> services, Set<ServerKind> servers, Map<String, Integer> replicas) {

    public Plan {
        services = List.copyOf(services);
        servers = Set.copyOf(servers);
        replicas = Map.copyOf(replicas);
    }

    /** @param asked names as typed; none means everything */
    public static Plan of(Topology topology, List<String> asked, Map<String, Integer> replicas) {
        Map<String, Integer> counts = replicas.entrySet().stream()
                .collect(Collectors.toMap(entry -> find(topology, entry.getKey()).name(), Map.Entry::getValue));
        if (asked.isEmpty()) {
            return new Plan(topology, topology.services(), EnumSet.allOf(ServerKind.class), counts);
        }
        Set<String> wanted = new LinkedHashSet<>(Set.of(Topology.GATEWAY, Topology.IDENTITY));
        asked.forEach(name -> addWithCallees(topology, find(topology, name), wanted));
        List<Service> services = topology.services().stream().filter(service -> wanted.contains(service.name()))
                .toList();
        EnumSet<ServerKind> servers = EnumSet.noneOf(ServerKind.class);
        services.forEach(service -> servers.addAll(service.servers()));
        return new Plan(topology, services, servers, counts);
    }

    /** The servers alone, with a database for each service that somebody may start otherwise. */
    public static Plan ofServers(Topology topology) {
        return new Plan(topology, List.of(), EnumSet.allOf(ServerKind.class), Map.of());
    }

    /** Every process of a service, in the order of the table. */
    public List<Instance> instances() {
        return services.stream().flatMap(service -> instances(service).stream()).toList();
    }

    /** The replicas of one service; of one that is not started, the replica that others are told about all the same. */
    public List<Instance> instances(Service service) {
        return IntStream.range(0, replicas.getOrDefault(service.name(), 1)).mapToObj(n -> new Instance(service, n))
                .toList();
    }

    private static void addWithCallees(Topology topology, Service service, Set<String> wanted) {
        if (wanted.add(service.name())) {
            service.calls().forEach(callee -> addWithCallees(topology, find(topology, callee), wanted));
        }
    }

    private static Service find(Topology topology, String typed) {
        return topology.service(typed)
                .orElseThrow(() -> new Trouble("There is no service '%s'. The services are %s.".formatted(typed,
                        topology.services().stream().map(Service::name).collect(Collectors.joining(", ")))));
    }
}
