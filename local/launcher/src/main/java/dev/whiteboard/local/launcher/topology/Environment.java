package dev.whiteboard.local.launcher.topology;

import static dev.whiteboard.local.launcher.topology.Setting.SERVICE_CLIENT_SECRET;

import dev.whiteboard.local.servers.Ffmpeg;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The environment that each process is given on a developer's machine.
 *
 * @param data below which a process that stores something itself has a folder of its name
 */
public record Environment(Plan plan, Secrets secrets, Path data) {

    /** Who services are to the object store. */
    public static final String S3_USER = "whiteboard";

    private static final String HOST = "127.0.0.1";

    /** Name and value of every setting of this process. */
    public Map<String, String> of(Instance instance) {
        var environment = new TreeMap<String, String>();
        for (Setting setting : plan.topology().settings(instance.service())) {
            environment.put(setting.name(), value(setting, instance));
        }
        return environment;
    }

    /** The password of a service's role in Postgres. */
    public String databasePassword(String database) {
        return secrets.get("postgres-password." + database);
    }

    /** What requests to the object store are signed with. */
    public String s3Secret() {
        return secrets.get("s3-secret");
    }

    private String value(Setting setting, Instance instance) {
        Service service = instance.service();
        return switch (setting) {
            case SERVER_PORT -> Integer.toString(instance.ports().http());
            case SERVER_ADDRESS -> HOST;
            case PUBLIC_URL -> "http://localhost:" + gateway().port();
            case LOG_FORMAT -> "plain";
            case POSTGRES_URL -> "jdbc:postgresql://%s/%s".formatted(at(ServerKind.POSTGRES), database(service));
            case POSTGRES_USER -> database(service);
            case POSTGRES_PASSWORD -> databasePassword(database(service));
            case REDIS_URL -> "redis://" + at(ServerKind.REDIS);
            case KAFKA_BOOTSTRAP -> at(ServerKind.KAFKA);
            case KAFKA_TOPIC_PREFIX -> "";
            case ELASTICSEARCH_URL -> "http://" + at(ServerKind.ELASTICSEARCH);
            case S3_ENDPOINT, S3_PUBLIC_ENDPOINT -> "http://" + at(ServerKind.S3);
            case S3_ACCESS_KEY -> S3_USER;
            case S3_SECRET_KEY -> s3Secret();
            case IDENTITY_URL, SHORTENER_URL, RATE_LIMITER_URL, CHAT_URL, FEED_URL, STORAGE_URL, BILLING_URL,
                    COMMERCE_URL, RIDE_URL, VIDEO_URL, PSP_URL ->
                addresses(setting, ports -> ports.http());
            case SHORTENER_REDIRECT_URL, CHAT_WS_URL -> addresses(setting, ports -> ports.side().orElseThrow());
            case PSP_WEBHOOK_SECRET -> secrets.get("psp-webhook-secret");
            case PSP_WEBHOOK_URL -> "http://localhost:" + gateway().port() + "/webhooks/psp";
            case PSP_FILE -> data.resolve(instance.name()).resolve("operations.jsonl").toString();
            case SERVICE_CLIENT_ID -> service.name();
            case SERVICE_CLIENT_SECRET -> clientSecret(service);
            case SERVICE_CLIENTS -> clients();
            case KEY_ENCRYPTION_KEY -> secrets.get("key-encryption-key");
            case SIGNING_SECRET -> secrets.get("signing-secret." + service.name());
            case SPOOL_FOLDER -> data.resolve(instance.name()).resolve("spool").toString();
            case FFMPEG -> Ffmpeg.find().ffmpeg().toString();
            case FFPROBE -> Ffmpeg.find().ffprobe().toString();
            case VIDEO_WORKERS -> Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
            case VIDEO_WORK -> data.resolve(instance.name()).resolve("work").toString();
            case RATE_RULES -> "demo";
            case RATE_RULES_FILE -> data.resolve(instance.name()).resolve("rate-rules.json").toString();
            case DEMO_USERS -> "true";
            case DEMO_PRODUCTS -> System.getenv().getOrDefault("DEMO_PRODUCTS", "10000");
            case EXPECTED_SERVICES -> plan.services().stream().map(Service::name)
                    .filter(gateway().calls()::contains).collect(Collectors.joining(","));
        };
    }

    private Service gateway() {
        return plan.topology().service(Topology.GATEWAY).orElseThrow();
    }

    private String addresses(Setting setting, ToIntFunction<Ports> port) {
        return plan.topology().services().stream()
                .filter(service -> service.address().filter(setting::equals).isPresent()
                        || service.side().filter(setting::equals).isPresent())
                .flatMap(service -> plan.instances(service).stream())
                .map(instance -> "http://localhost:" + port.applyAsInt(instance.ports()))
                .collect(Collectors.joining(","));
    }

    private String clients() {
        return plan.topology().services().stream()
                .filter(service -> service.settings().contains(SERVICE_CLIENT_SECRET))
                .map(service -> service.name() + "=" + sha256(clientSecret(service)))
                .collect(Collectors.joining(","));
    }

    private String clientSecret(Service service) {
        return secrets.get("client-secret." + service.name());
    }

    private static String at(ServerKind server) {
        return HOST + ":" + server.port();
    }

    private static String database(Service service) {
        return service.database().orElseThrow();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
