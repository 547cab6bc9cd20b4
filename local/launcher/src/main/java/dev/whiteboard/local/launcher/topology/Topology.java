package dev.whiteboard.local.launcher.topology;

import static dev.whiteboard.local.launcher.topology.ServerKind.KAFKA;
import static dev.whiteboard.local.launcher.topology.ServerKind.POSTGRES;
import static dev.whiteboard.local.launcher.topology.ServerKind.REDIS;
import static dev.whiteboard.local.launcher.topology.Setting.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one table of services, ports and environment names. The local platform runs it; tests compare docker-compose and
 * Kubernetes with it.
 */
public record Topology(List<Service> services) {

    /** The front door. */
    public static final String GATEWAY = "gateway";

    /** Users, logins and tokens: every service verifies what it signs. */
    public static final String IDENTITY = "identity-service";

    private static final Set<Setting> EVERYONE = EnumSet.of(SERVER_PORT, SERVER_ADDRESS, PUBLIC_URL, LOG_FORMAT,
            SIGNING_SECRET);

    public Topology {
        services = List.copyOf(services);
    }

    /** Whiteboard as it is. */
    public static Topology whiteboard() {
        return new Topology(List.of( //
                new Service(IDENTITY, "identity-service", 8101, Optional.of(IDENTITY_URL), Optional.empty(),
                        Set.of(POSTGRES, REDIS, KAFKA), Set.of(IDENTITY), Optional.of("identity"),
                        Set.of(SERVICE_CLIENTS, KEY_ENCRYPTION_KEY, DEMO_USERS)),
                new Service("url-shortener", "url-shortener", 8102, Optional.of(SHORTENER_URL),
                        Optional.of(SHORTENER_REDIRECT_URL), Set.of(POSTGRES, REDIS, KAFKA), Set.of(IDENTITY),
                        Optional.of("shortener"), Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, SPOOL_FOLDER)),
                new Service(GATEWAY, "gateway", 8080, Optional.empty(), Optional.empty(), Set.of(REDIS),
                        Set.of(IDENTITY, "url-shortener"), Optional.empty(),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, DEMO_USERS, EXPECTED_SERVICES))));
    }

    /** The service that goes by this name or lives in the folder of this name. */
    public Optional<Service> service(String typed) {
        return services.stream().filter(service -> service.isCalled(typed)).findFirst();
    }

    /** The names of all environment variables that a service is given. */
    public Set<Setting> settings(Service service) {
        EnumSet<Setting> settings = EnumSet.copyOf(EVERYONE);
        settings.addAll(service.settings());
        service.servers().forEach(server -> settings.addAll(server.settings()));
        for (Service callee : services) {
            if (service.calls().contains(callee.name())) {
                callee.address().ifPresent(settings::add);
                callee.side().filter(side -> service.name().equals(GATEWAY)).ifPresent(settings::add);
            }
        }
        return settings;
    }
}
