package dev.whiteboard.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.testkit.ForkedJvm;
import dev.whiteboard.testkit.Nodes;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import org.junit.jupiter.api.Test;

@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class CrashTest {
    private static final Duration START = Duration.ofSeconds(90);

    @Test
    @Promise("identity.acknowledged-survives-kill")
    void whatWasAcknowledgedBeforeKillNineHoldsAfterwardsAndALostRefreshGoesOn(TestEnvironment environment)
            throws Exception {
        var names = new HashMap<>(environment.names());
        names.putAll(Map.of("whiteboard.identity.hashing.memory", "64", "whiteboard.identity.hashing.passes", "1"));
        var acknowledged = new ConcurrentLinkedQueue<Api.SignedIn>();

        Api.SignedIn robbed = killedWhileRegisteringAndRefreshing(names, acknowledged);

        assertThat(acknowledged).hasSizeGreaterThan(20);
        try (var nodes = Nodes.of(IdentityApplication.class, names)) {
            var api = new Api(nodes.start(Map.of()).url());
            for (var user : acknowledged) {
                assertThat(api.login(user.username(), "correct horse").status()).as(user.username()).isEqualTo(200);
                assertThat(api.refresh(user.refreshToken()).status()).as(user.username()).isEqualTo(200);
            }
            var again = api.refresh(robbed.refreshToken());
            assertThat(again.status()).as("the client that never saw its answer").isEqualTo(200);
            assertThat(api.refresh(again.text("refresh_token")).status()).isEqualTo(200);
        }
    }

    /** Four threads register until the service dies in the middle of a refresh, between its commit and its answer. */
    private static Api.SignedIn killedWhileRegisteringAndRefreshing(Map<String, String> names,
            Collection<Api.SignedIn> acknowledged) throws Exception {
        int port = Ports.free(2_000);
        var api = new Api("http://127.0.0.1:" + port);
        try (var service = ForkedJvm.of(IdentityApplication.class)
                .environment(names)
                .environment("SERVER_PORT", Integer.toString(port))
                .crashAt("session.rotated")
                .start(); var clients = Executors.newFixedThreadPool(4)) {
            service.awaitOk("http://127.0.0.1:" + port + "/.well-known/jwks.json", START);
            var robbed = api.register();
            for (int i = 0; i < 4; i++) {
                clients.submit(() -> {
                    while (service.isAlive()) {
                        acknowledged.add(api.register());
                    }
                });
            }
            await().atMost(START).until(() -> acknowledged.size() > 20);
            assertThatThrownBy(() -> api.refresh(robbed.refreshToken())).isInstanceOf(UncheckedIOException.class);
            assertThat(service.awaitExit(START)).isEqualTo(ForkedJvm.KILLED);
            return robbed;
        }
    }
}
