package dev.whiteboard.journeys;

import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Instance;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.launcher.topology.Secrets;
import dev.whiteboard.local.launcher.topology.Service;
import dev.whiteboard.local.launcher.topology.Topology;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.Postgres;
import dev.whiteboard.testkit.TestEnvironment;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Packed services as the platform's one table describes them, on free ports and real servers: all are told where all
 * others are, but only those that are asked for run.
 */
public final class PlatformPart implements AutoCloseable {
    private static final AtomicInteger PARTS = new AtomicInteger();

    private final int number = PARTS.incrementAndGet();
    private final Set<String> databases = new HashSet<>();
    private final Map<String, PackedService> services = new LinkedHashMap<>();
    private final Environment environment;
    private final TestEnvironment servers;
    private final Path home;
    private final Map<String, String> further;

    /** @param further settings for every service beside those of the table */
    public PlatformPart(TestEnvironment servers, Secrets secrets, Path home, Map<String, String> further) {
        List<Service> moved = Topology.whiteboard().services().stream().map(PlatformPart::elsewhere).toList();
        this.environment = new Environment(Plan.of(new Topology(moved), List.of(), Map.of()), secrets, home);
        this.servers = servers;
        this.home = home;
        this.further = further;
    }

    private static Service elsewhere(Service service) {
        return new Service(service.name(), service.module(), Ports.free(0, 1000, 2000), service.address(),
                service.side(), service.servers(), service.calls(), service.database(), service.settings());
    }

    /** Starts those services beside the ones that run, and returns when they are ready. */
    PlatformPart start(List<String> names) {
        names.forEach(name -> services.put(name, start(instance(name))));
        services.values().forEach(PackedService::awaitReady);
        return this;
    }

    /** Lets those services run, and no others; what a service has written is there when it comes back. */
    public void run(List<String> names) {
        List<String> others = services.keySet().stream().filter(name -> !names.contains(name)).toList();
        others.forEach(name -> services.remove(name).close());
        start(names.stream().filter(name -> !services.containsKey(name)).toList());
    }

    /** The services that run. */
    Map<String, PackedService> running() {
        return Map.copyOf(services);
    }

    /** Those of them that a production has, too. */
    Map<String, PackedService> watched() {
        return services.entrySet().stream().filter(entry -> instance(entry.getKey()).service().isShipped())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public String gateway() {
        return url(Topology.GATEWAY);
    }

    /** Where a service is asked directly, past the gateway. */
    public String url(String service) {
        return "http://localhost:" + instance(service).ports().http();
    }

    @Override
    public void close() {
        services.values().forEach(PackedService::close);
    }

    private Instance instance(String name) {
        return environment.plan().instances().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private PackedService start(Instance instance) {
        Map<String, String> settings = new TreeMap<>(environment.of(instance));
        servers.names().forEach((name, value) -> {
            boolean server = name.startsWith("REDIS") || name.startsWith("KAFKA") || name.startsWith("S3")
                    || name.startsWith("ELASTICSEARCH");
            if (server) {
                settings.put(name, value);
            }
        });
        instance.service().database().ifPresent(database -> settings.putAll(database(servers.postgres(), database)));
        settings.put("PUBLIC_URL", gateway());
        settings.computeIfPresent("PSP_WEBHOOK_URL", (_, _) -> gateway() + "/webhooks/psp");
        settings.computeIfPresent("DEMO_PRODUCTS", (_, _) -> "0");
        var service = new PackedService(instance.service().module(), settings, home, instance.service().port());
        further.forEach(service::with);
        return service.start();
    }

    private Map<String, String> database(Postgres postgres, String name) {
        String own = "part%d_%s".formatted(number, name);
        if (databases.add(own)) {
            try (var connection = postgres.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + own);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot create database " + own, e);
            }
        }
        return Map.of("POSTGRES_URL", postgres.url().replaceFirst("/[^/]+$", "/" + own), "POSTGRES_USER",
                postgres.user(), "POSTGRES_PASSWORD", postgres.password());
    }
}
