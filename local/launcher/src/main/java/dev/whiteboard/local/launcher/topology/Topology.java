package dev.whiteboard.local.launcher.topology;

import static dev.whiteboard.local.launcher.topology.ServerKind.ELASTICSEARCH;
import static dev.whiteboard.local.launcher.topology.ServerKind.KAFKA;
import static dev.whiteboard.local.launcher.topology.ServerKind.POSTGRES;
import static dev.whiteboard.local.launcher.topology.ServerKind.REDIS;
import static dev.whiteboard.local.launcher.topology.ServerKind.S3;
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

    /** The payment provider for development. */
    public static final String PSP = "psp";

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
                new Service("rate-limiter", "rate-limiter/service", 8103, Optional.of(RATE_LIMITER_URL),
                        Optional.empty(), Set.of(POSTGRES, REDIS), Set.of(IDENTITY), Optional.of("limiter"),
                        Set.of(RATE_RULES)),
                new Service("chat-service", "chat-service", 8104, Optional.of(CHAT_URL), Optional.of(CHAT_WS_URL),
                        Set.of(POSTGRES, REDIS, KAFKA), Set.of(IDENTITY, "storage-service"), Optional.of("chat"),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET)),
                new Service("feed-service", "feed-service", 8105, Optional.of(FEED_URL), Optional.empty(),
                        Set.of(POSTGRES, REDIS, KAFKA), Set.of(IDENTITY, "storage-service"), Optional.of("feed"),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET)),
                new Service("storage-service", "storage-service", 8108, Optional.of(STORAGE_URL), Optional.empty(),
                        Set.of(POSTGRES, REDIS, S3), Set.of(IDENTITY), Optional.of("storage"),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET)),
                new Service(PSP, "local/psp", 8190, Optional.of(PSP_URL), Optional.empty(), Set.of(), Set.of(),
                        Optional.empty(), Set.of(PSP_FILE, PSP_WEBHOOK_URL, PSP_WEBHOOK_SECRET)),
                new Service("billing-service", "billing-service", 8110, Optional.of(BILLING_URL), Optional.empty(),
                        Set.of(POSTGRES, KAFKA), Set.of(IDENTITY, PSP), Optional.of("billing"),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, PSP_WEBHOOK_SECRET)),
                new Service("commerce-service", "commerce-service", 8109, Optional.of(COMMERCE_URL), Optional.empty(),
                        Set.of(POSTGRES, REDIS, KAFKA, ELASTICSEARCH),
                        Set.of(IDENTITY, "storage-service", "billing-service"),
                        Optional.of("commerce"), Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, DEMO_PRODUCTS)),
                new Service("ride-service", "ride-service", 8107, Optional.of(RIDE_URL), Optional.empty(),
                        Set.of(POSTGRES, REDIS, KAFKA), Set.of(IDENTITY, "billing-service"), Optional.of("ride"),
                        Set.of()),
                new Service("video-service", "video-service", 8106, Optional.of(VIDEO_URL), Optional.empty(),
                        Set.of(POSTGRES, REDIS, KAFKA, ELASTICSEARCH, S3), Set.of(IDENTITY), Optional.of("video"),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, FFMPEG, FFPROBE, VIDEO_WORKERS, VIDEO_WORK)),
                new Service(GATEWAY, "gateway", 8080, Optional.empty(), Optional.empty(), Set.of(REDIS),
                        Set.of(IDENTITY, "url-shortener", "rate-limiter", "chat-service", "feed-service",
                                "storage-service", "billing-service", "commerce-service",
                                "ride-service", "video-service"),
                        Optional.empty(),
                        Set.of(SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET, RATE_RULES, RATE_RULES_FILE, DEMO_USERS,
                                EXPECTED_SERVICES, S3_PUBLIC_ENDPOINT))));
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
