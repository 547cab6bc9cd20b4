package dev.whiteboard.gateway.resilience;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One upstream that hangs under full load takes its own places and nothing else. */
class CompartmentTest extends RunningGateway {
    private static final int CLIENTS = 100;
    /** Far above what it takes, far below what waiting for the hung upstream would take; the benchmark has the figures. */
    private static final long GENEROUS_MILLIS = 1_000;

    @Autowired
    Upstreams upstreams;

    @Test
    @Promise("gateway.hung-upstream-slows-no-other")
    void whileOneUpstreamHangsTheOthersAnswerAsUsual() throws Exception {
        SHORTENER.hang();
        AtomicBoolean over = new AtomicBoolean();
        Queue<Integer> hung = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    hung.add(get("/api/v1/stats/abcd").statusCode());
                }
            }));
        }
        await().atMost(20, SECONDS).until(() -> hung.size() > CLIENTS);
        List<Long> millis = new ArrayList<>();
        int rounds = Scale.rounds(1000);
        for (int i = 0; i < rounds; i++) {
            for (String path : List.of("/test/pair/x", "/abcdefg", "/.well-known/jwks.json")) {
                long started = System.nanoTime();
                assertThat(get(path).statusCode()).as(path).isEqualTo(200);
                millis.add((System.nanoTime() - started) / 1_000_000);
            }
        }
        int underWay = upstreams.get("url-shortener").bulkhead(false).getMetrics().getMaxAllowedConcurrentCalls()
                - upstreams.get("url-shortener").bulkhead(false).getMetrics().getAvailableConcurrentCalls();
        over.set(true);
        millis.sort(null);
        assertThat(millis.get(millis.size() * 99 / 100)).isLessThan(GENEROUS_MILLIS);
        assertThat(underWay).isLessThanOrEqualTo(32);
        assertThat(hung).containsOnly(503);
        for (Thread client : clients) {
            client.join(20_000);
        }
    }
}
