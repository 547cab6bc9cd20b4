package dev.whiteboard.common.event;

import static dev.whiteboard.testkit.ServerKind.KAFKA;
import static dev.whiteboard.testkit.ServerKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.whiteboard.common.database.Db;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Node;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;

@Servers({POSTGRES, KAFKA})
class PostOfficeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Db db;
    private static Kafka kafka;
    private static Nodes nodes;
    private static Node node;

    /** Starts while the broker is frozen. */
    @BeforeAll
    static void start(TestEnvironment environment) {
        db = Db.of(environment.postgres());
        db.execute(PostOffice.TABLE);
        kafka = environment.kafka();
        kafka.server().suspend();
        nodes = Nodes.of(PostOffice.class, environment.names());
        node = nodes.start(Map.of("whiteboard.security.public-paths", "/public/**", "POSTGRES_POOL_SIZE", "8"));
    }

    @AfterAll
    static void stop() {
        kafka.server().resume();
        nodes.close();
        db.close();
    }

    @Test
    @Promise("events.kafka-down-at-start")
    void a_service_starts_and_answers_without_kafka_and_catches_up_with_it() throws Exception {
        kafka.server().suspend();
        for (int i = 0; i < 20; i++) {
            assertThat(post("/public/letters", "{\"recipient\":\"ada" + i + "\"}", "").statusCode()).isEqualTo(201);
        }
        assertThat(db.count("outbox")).isPositive();
        kafka.server().resume();
        await().atMost(PATIENCE).until(() -> db.count("letter WHERE recipient LIKE 'ada%' AND arrived") == 20);
        await().atMost(PATIENCE).until(() -> db.count("outbox") == 0);
    }

    @Test
    void an_operator_gives_up_and_replays() throws Exception {
        kafka.server().resume();
        String admin = TestTokens.instance().token("usr_admin", "admin");
        PostOffice.Carrier carrier = node.bean(PostOffice.Carrier.class);
        carrier.moved.add("bob");
        post("/public/letters", "{\"recipient\":\"bob\"}", "");
        await().atMost(PATIENCE).until(() -> db.count("parked_key") == 1);
        assertThat(get("/admin/events/parked", "").statusCode()).isEqualTo(401);
        assertThat(get("/admin/events/parked", TestTokens.instance().token("usr_bob", "user")).statusCode())
                .isEqualTo(403);
        String list = get("/admin/events/parked", admin).body();
        assertThat(list).contains("office.carrier").contains("bob has moved");
        String id = list.replaceAll(".*\"id\":\"?(\\d+).*", "$1");
        await().atMost(PATIENCE)
                .until(() -> post("/admin/events/parked/" + id + "/give-up", "", admin).statusCode() == 200);
        await().atMost(PATIENCE).until(() -> db.count("parked_key") == 0 && db.count("outbox") == 0);
        carrier.moved.clear();
        assertThat(post("/admin/events/dead-letters/office.carrier/replay", "", admin).body()).contains("1");
        await().atMost(PATIENCE).until(() -> db.count("letter WHERE recipient = 'bob' AND arrived") == 1);
        assertThat(post("/admin/events/parked/" + id + "/retry", "", admin).statusCode()).isEqualTo(404);
        assertThat(post("/admin/events/dead-letters/nobody/replay", "", admin).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return HTTP.send(to(path, token).GET().build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String json, String token) throws Exception {
        return HTTP.send(
                to(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + path))
                .timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
