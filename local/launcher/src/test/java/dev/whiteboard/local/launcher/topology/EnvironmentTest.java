package dev.whiteboard.local.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private final Topology topology = Topology.whiteboard();
    private final Environment environment = environment(Map.of("url-shortener", 2));

    @Test
    void callers_are_told_about_all_replicas() {
        assertThat(of("gateway")).containsEntry("IDENTITY_URL", "http://localhost:8101")
                .containsEntry("SHORTENER_URL", "http://localhost:8102,http://localhost:8202")
                .containsEntry("SHORTENER_REDIRECT_URL", "http://localhost:9102,http://localhost:9202");
    }

    @Test
    void each_service_has_its_own_database_role_and_password() {
        assertThat(of("identity")).containsEntry("POSTGRES_URL", "jdbc:postgresql://127.0.0.1:15432/identity")
                .containsEntry("POSTGRES_USER", "identity");
        assertThat(of("url-shortener")).containsEntry("POSTGRES_USER", "shortener");
        assertThat(of("url-shortener").get("POSTGRES_PASSWORD")).isNotEqualTo(of("identity").get("POSTGRES_PASSWORD"));
    }

    @Test
    void a_service_without_a_database_hears_nothing_of_postgres() {
        assertThat(of("gateway")).doesNotContainKeys("POSTGRES_URL", "POSTGRES_PASSWORD", "KEY_ENCRYPTION_KEY");
    }

    @Test
    void identity_knows_the_hash_of_every_client_secret_and_no_secret() {
        String clients = of("identity").get("SERVICE_CLIENTS");

        assertThat(List.of(clients.split(",")).stream().map(client -> client.split("=")[0]))
                .containsExactlyInAnyOrder("gateway", "url-shortener", "chat-service", "feed-service",
                        "storage-service", "billing-service", "commerce-service", "video-service");
        assertThat(clients).matches("([a-z-]+=[0-9a-f]{64},?)+")
                .doesNotContain(of("gateway").get("SERVICE_CLIENT_SECRET"));
    }

    @Test
    void a_replica_differs_from_the_first_in_its_port_and_folder_alone() {
        Service shortener = topology.service("url-shortener").orElseThrow();
        Map<String, String> first = environment.of(new Instance(shortener, 0));
        Map<String, String> second = environment.of(new Instance(shortener, 1));

        assertThat(first.keySet().stream().filter(name -> !first.get(name).equals(second.get(name)))
                .collect(Collectors.toSet())).containsExactlyInAnyOrder("SERVER_PORT", "SPOOL_FOLDER");
        assertThat(second).containsEntry("SERVER_PORT", "8202").containsEntry("SPOOL_FOLDER",
                "/data/url-shortener-2/spool");
    }

    @Test
    void the_gateway_waits_for_what_was_asked_for() {
        var subset = new Environment(Plan.of(topology, List.of("gateway"), Map.of()), EnvironmentTest::secret,
                Path.of("/data"));

        assertThat(subset.of(new Instance(topology.service("gateway").orElseThrow(), 0)))
                .containsEntry("EXPECTED_SERVICES", "identity-service");
    }

    @Test
    void the_payment_provider_and_billing_share_a_secret_and_the_gateway_knows_nothing_of_it() {
        assertThat(of("psp").get("PSP_WEBHOOK_SECRET")).isEqualTo(of("billing").get("PSP_WEBHOOK_SECRET"));
        assertThat(of("psp")).containsEntry("PSP_WEBHOOK_URL", "http://localhost:8080/webhooks/psp")
                .containsEntry("PSP_FILE", "/data/psp/operations.jsonl");
        assertThat(of("billing")).containsEntry("PSP_URL", "http://localhost:8190").doesNotContainKey("PSP_FILE");
        assertThat(of("gateway")).doesNotContainKeys("PSP_URL", "PSP_WEBHOOK_SECRET");
        assertThat(of("gateway").get("EXPECTED_SERVICES").split(",")).contains("billing-service")
                .doesNotContain("psp");
    }

    @Test
    void video_is_told_which_programs_encode_and_the_gateway_where_video_is() {
        assertThat(of("video")).containsEntry("VIDEO_WORK", "/data/video-service/work").containsKeys("FFMPEG",
                "FFPROBE", "VIDEO_WORKERS", "S3_PUBLIC_ENDPOINT", "ELASTICSEARCH_URL");
        assertThat(of("gateway")).containsEntry("VIDEO_URL", "http://localhost:8106").doesNotContainKey("FFMPEG");
    }

    private Map<String, String> of(String service) {
        return environment.of(new Instance(topology.service(service).orElseThrow(), 0));
    }

    private Environment environment(Map<String, Integer> replicas) {
        return new Environment(Plan.of(topology, List.of(), replicas), EnvironmentTest::secret, Path.of("/data"));
    }

    private static String secret(String name) {
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }
}
