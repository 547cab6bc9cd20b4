package dev.whiteboard.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.whiteboard.common.client.HostileServer.Behaviour;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoundedCallsTest {
    private static final Duration BOUND = Duration.ofMillis(1500);

    static Stream<Arguments> hostilities() {
        return Stream.of(Arguments.of("hangs", HostileServer.HANGS, "TOO_SLOW"),
                Arguments.of("drips headers", HostileServer.DRIPS_HEADERS, "TOO_SLOW"),
                Arguments.of("drips a body", HostileServer.DRIPS_BODY, "TOO_SLOW"),
                Arguments.of("resets", HostileServer.RESETS, "UNREACHABLE"),
                Arguments.of("stops halfway", HostileServer.STOPS_HALFWAY, "UNREACHABLE"),
                Arguments.of("talks rubbish", HostileServer.TALKS_RUBBISH, "UNREACHABLE"),
                Arguments.of("answers 500", HostileServer.answers(500), "FAILING"),
                Arguments.of("answers 503", HostileServer.answers(503), "FAILING"));
    }

    @Promise("common.calls-end-in-time")
    @ParameterizedTest(name = "a server that {0}")
    @MethodSource("hostilities")
    void aCallEndsInTimeWhateverTheServerDoes(String name, Behaviour behaviour, String reason) {
        try (HostileServer server = new HostileServer(behaviour)) {
            TestClients clients = new TestClients(server.url().toString(), "attempt-timeout=150ms", "deadline=500ms",
                    "retry-budget=1");
            clients.find();
            long start = System.nanoTime();

            assertThat(clients.find()).isEqualTo(reason);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        }
    }

    @Promise(value = "common.calls-end-in-time", naive = true)
    @Test
    void aTimeoutThatEndsWithTheHeadersDoesNotEndTheCall() {
        try (HostileServer server = new HostileServer(HostileServer.DRIPS_BODY)) {
            URI uri = server.url().resolve("/users/1");
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(150)).build();
            CompletableFuture<Integer> naive = CompletableFuture.supplyAsync(() -> {
                try (HttpClient http = HttpClient.newHttpClient()) {
                    return http.send(request, BodyHandlers.ofInputStream()).body().readAllBytes().length;
                } catch (Exception failure) {
                    return -1;
                }
            });

            assertThat(naive.completeOnTimeout(-2, BOUND.toMillis(), TimeUnit.MILLISECONDS).join()).isEqualTo(-2);
        }
    }

    @Test
    void aHangingServiceHoldsABoundedNumberOfCallers() {
        try (HostileServer server = new HostileServer(HostileServer.HANGS)) {
            TestClients clients = new TestClients(server.url().toString(), "attempt-timeout=2s", "deadline=2s",
                    "concurrent=4", "attempts=1");

            var outcomes = Race.of(40).run(clients::find);

            assertThat(outcomes).filteredOn("TOO_SLOW"::equals).hasSize(4);
            assertThat(outcomes).filteredOn("CROWDED"::equals).hasSize(36);
            assertThat(server.requests()).isEqualTo(4);
        }
    }

    @Test
    void anAnswerIsReadTolerantlyAndRefusalsOfTheServiceAreNotOutages() {
        try (HostileServer server = new HostileServer(HostileServer.answers(200))) {
            TestClients clients = new TestClients(server.url().toString());
            assertThat(clients.users().find("ä/b").name()).isEqualTo("bob");

            server.behave(HostileServer.answers(404));
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> clients.users().find("1"))
                    .isInstanceOf(org.springframework.web.client.HttpClientErrorException.NotFound.class);
            assertThat(clients.breaker().getMetrics().getNumberOfFailedCalls()).isZero();
        }
    }
}
