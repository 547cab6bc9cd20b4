package dev.whiteboard.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

import dev.whiteboard.testkit.Race;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final String[] RULES = {"breaker.window=10", "breaker.minimum=10", "breaker.probes=3",
        "breaker.rest=1h", "attempts=1", "concurrent=1000", "attempt-timeout=5s", "deadline=5s"};

    @Test
    void aServiceThatFailsIsLeftAloneForAWhile() {
        try (HostileServer server = new HostileServer(HostileServer.answers(500))) {
            TestClients clients = new TestClients(server.url().toString(), RULES);
            for (int i = 0; i < 10; i++) {
                assertThat(clients.find()).isEqualTo("FAILING");
            }

            assertThat(clients.find()).isEqualTo("RESTING");
            assertThat(server.requests()).isEqualTo(10);
        }
    }

    @Test
    void afterItsRestExactlyThreeProbesFindOut() {
        CountDownLatch answer = new CountDownLatch(1);
        try (HostileServer server = new HostileServer((out, socket) -> {
            answer.await();
            HostileServer.answers(200).serve(out, socket);
        })) {
            TestClients clients = new TestClients(server.url().toString(), RULES);
            clients.breaker().transitionToOpenState();
            clients.breaker().transitionToHalfOpenState();

            var outcomes = Race.of(30).run(number -> {
                String outcome = clients.find();
                if (outcome.equals("RESTING") && clients.breaker().getMetrics().getNumberOfNotPermittedCalls() == 27) {
                    answer.countDown();
                }
                return outcome;
            });

            assertThat(outcomes).filteredOn("ok"::equals).hasSize(3);
            assertThat(outcomes).filteredOn("RESTING"::equals).hasSize(27);
            assertThat(server.requests()).isEqualTo(3);
            assertThat(clients.breaker().getState()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void probesThatFailSendItBackToRest() {
        try (HostileServer server = new HostileServer(HostileServer.answers(503))) {
            TestClients clients = new TestClients(server.url().toString(), RULES);
            clients.breaker().transitionToOpenState();
            clients.breaker().transitionToHalfOpenState();
            for (int i = 0; i < 3; i++) {
                clients.find();
            }

            assertThat(clients.breaker().getState()).isEqualTo(State.OPEN);
            assertThat(clients.find()).isEqualTo("RESTING");
            assertThat(server.requests()).isEqualTo(3);
        }
    }
}
