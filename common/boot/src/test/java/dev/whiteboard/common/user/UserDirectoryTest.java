package dev.whiteboard.common.user;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.whiteboard.common.client.ServiceClients;
import dev.whiteboard.common.client.UpstreamUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class UserDirectoryTest {
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final List<URI> questions = new CopyOnWriteArrayList<>();
    private HttpServer identity;

    @BeforeEach
    void startIdentity() throws IOException {
        identity = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        identity.createContext("/internal/tokens", exchange -> {
            byte[] token = "{\"access_token\":\"its own\",\"expires_in\":900}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
        });
        HttpHandler answering = exchange -> {
            questions.add(exchange.getRequestURI());
            List<String> asked = Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
                    .map(part -> part.replaceFirst("ids=", "").replaceFirst("username=", "usr_")
                            .replaceFirst("email=(.*)@.*", "usr_$1"))
                    .toList();
            boolean good = asked.size() <= 100
                    && "Bearer its own".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] users = asked.stream().filter(registered::contains)
                    .map(id -> "{\"id\":\"" + id + "\",\"username\":\"" + id.substring(4)
                            + "\",\"display_name\":\"\",\"created_at\":\"2026-01-01T00:00:00Z\"}")
                    .collect(Collectors.joining(",", "{\"data\":[", "]}")).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(good ? 200 : 422, users.length);
            exchange.getResponseBody().write(users);
            exchange.close();
        };
        identity.createContext("/api/v1/users", answering);
        identity.createContext("/internal/users", answering);
        identity.start();
    }

    @AfterEach
    void stopIdentity() {
        identity.stop(0);
    }

    private interface Check {
        void with(UserDirectory directory);
    }

    private void directory(Check check) {
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(clients()))
                .withPropertyValues("IDENTITY_URL=http://127.0.0.1:" + identity.getAddress().getPort(),
                        "whiteboard.security.identity=${IDENTITY_URL}", "whiteboard.clients.identity.deadline=1s")
                .run(context -> check.with(new UserDirectory(context.getBean(ServiceClients.class))));
    }

    private static Class<?>[] clients() {
        try {
            return new Class<?>[]{Class.forName("dev.whiteboard.common.client.ClientAutoConfiguration"),
                Class.forName("dev.whiteboard.common.security.TokenAutoConfiguration")};
        } catch (ClassNotFoundException moved) {
            throw new AssertionError(moved);
        }
    }

    @Test
    void tellsWhoExistsHoweverManyAreAskedFor() {
        directory(users -> {
            List<String> ids = IntStream.range(0, 250).mapToObj(number -> "usr_" + number).toList();
            registered.addAll(ids.subList(0, 249));
            Map<String, User> found = users.withIds(ids);
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(ids.subList(0, 249));
            assertThat(found.get("usr_7")).isEqualTo(new User("usr_7", "7", ""));
            assertThat(questions).hasSize(3);
            assertThat(users.withIds(List.of())).isEmpty();
        });
    }

    @Test
    void remembersWhoExistsAndNotWhoDoesNot() {
        directory(users -> {
            registered.add("usr_alice");
            assertThat(users.withIds(List.of("usr_alice", "usr_bob"))).containsOnlyKeys("usr_alice");
            registered.add("usr_bob");
            assertThat(users.withIds(List.of("usr_alice", "usr_bob"))).containsOnlyKeys("usr_alice", "usr_bob");
            assertThat(questions.getLast().getQuery()).isEqualTo("ids=usr_bob");
            assertThat(users.named("carol")).isEmpty();
            registered.add("usr_carol");
            assertThat(users.named("carol")).contains(new User("usr_carol", "carol", ""));
            assertThat(users.withAddress("carol@example.org")).contains(new User("usr_carol", "carol", ""));
            assertThat(users.withAddress("dave@example.org")).isEmpty();
        });
    }

    @Test
    void whileIdentityIsAwayWhoIsKnownExistsAndOthersCannotBeTold() {
        directory(users -> {
            registered.add("usr_alice");
            assertThat(users.named("alice")).isPresent();
            identity.stop(0);
            assertThat(users.withIds(List.of("usr_alice"))).containsOnlyKeys("usr_alice");
            assertThatThrownBy(() -> users.withIds(List.of("usr_alice", "usr_bob")))
                    .isInstanceOf(UpstreamUnavailable.class);
            assertThatThrownBy(() -> users.named("alice")).isInstanceOf(UpstreamUnavailable.class);
        });
    }
}
