package dev.whiteboard.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.Test;

class RetryTest {
    private static final String[] NO_BREAKER = {"breaker.minimum=1000000", "breaker.window=1000000", "pause=1ms"};

    /** The check: however the service behaves, at most a tenth of the load comes on top. */
    private static void addsAtMostATenth(HostileServer server, int calls, Runnable call) {
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        assertThat(server.requests()).isBetween(calls, calls + calls / 10);
    }

    @Test
    @Promise("common.retries-within-budget")
    void inABrownOutRetriesAddAtMostATenth() {
        try (HostileServer server = new HostileServer(HostileServer.answers(503))) {
            TestClients clients = new TestClients(server.url().toString(), NO_BREAKER);

            addsAtMostATenth(server, Scale.rounds(5000), clients::find);
        }
    }

    @Test
    @Promise(value = "common.retries-within-budget", naive = true)
    void threeAttemptsEachTripleTheLoad() {
        try (HostileServer server = new HostileServer(HostileServer.answers(503));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.url()).build();

            Toy.mustFail(1, () -> addsAtMostATenth(server, 50, () -> {
                for (int attempt = 0; attempt < 3; attempt++) {
                    if (status(http, request) == 200) {
                        return;
                    }
                }
            }));
        }
    }

    private static int status(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).statusCode();
        } catch (Exception failure) {
            return 0;
        }
    }

    @Test
    void anEarnedRetryHidesAPassingFailure() {
        try (HostileServer server = new HostileServer(HostileServer.answers(200))) {
            TestClients clients = new TestClients(server.url().toString(), NO_BREAKER);
            for (int i = 0; i < 10; i++) {
                clients.find();
            }
            server.behave((out, socket) -> {
                server.behave(HostileServer.answers(200));
                HostileServer.RESETS.serve(out, socket);
            });

            assertThat(clients.find()).isEqualTo("ok");
            assertThat(server.requests()).isEqualTo(12);
        }
    }

    @Test
    void whatMayHaveHadAnEffectIsNotRepeatedWithoutAKey() {
        for (var behaviour : new HostileServer.Behaviour[]{HostileServer.RESETS, HostileServer.answers(503)}) {
            try (HostileServer server = new HostileServer(behaviour)) {
                TestClients clients = new TestClients(server.url().toString(), "retry-budget=1", "pause=1ms",
                        "attempts=2");
                clients.outcome(clients.users()::add);
                assertThat(server.requests()).isEqualTo(1);

                clients.outcome(() -> clients.users().addOnce("key-1"));
                assertThat(server.requests()).isEqualTo(3);
            }
        }
    }

    @Test
    void whatNeverLeftIsTriedOnAnotherReplicaEvenWithoutAKeyOrABudget() {
        HostileServer dead = new HostileServer(HostileServer.HANGS);
        dead.close();
        try (HostileServer alive = new HostileServer(HostileServer.answers(200))) {
            TestClients clients = new TestClients(dead.url() + "," + alive.url(), "retry-budget=0");

            for (int i = 0; i < 10; i++) {
                assertThat(clients.outcome(clients.users()::add)).isEqualTo("ok");
            }
            assertThat(clients.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
        }
    }
}
