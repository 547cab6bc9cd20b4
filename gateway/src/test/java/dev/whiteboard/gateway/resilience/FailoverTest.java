package dev.whiteboard.gateway.resilience;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

import dev.whiteboard.gateway.HostileUpstream;
import dev.whiteboard.gateway.RunningGateway;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Toy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients notice of replicas that die, break off, answer nonsense or hang. */
class FailoverTest extends RunningGateway {

    @Promise("gateway.replica-killed-no-idempotent-request-fails")
    @ParameterizedTest
    @ValueSource(strings = {"/test/pair/x", "/abcdefg"})
    void killingOneOfTwoReplicasUnderLoadFailsNoIdempotentRequest(String path) throws InterruptedException {
        HostileUpstream victim = path.equals("/abcdefg") ? LINKS_TWIN : SECOND;
        assertThat(underLoad(victim, n -> get(path).statusCode())).containsOnly(200);
        assertThat(victim.calls()).isPositive();
    }

    @Promise(value = "gateway.replica-killed-no-idempotent-request-fails", naive = true)
    @Test
    void takingTurnsWithoutTryingTheOtherOneFailsTheSameCheck() {
        Toy.mustFail(3, () -> {
            everythingWorks();
            assertThat(underLoad(SECOND, n -> directly(n % 2 == 0 ? FIRST : SECOND))).containsOnly(200);
        });
    }

    /** The statuses that eight clients saw while a replica was killed among them; 0 for no answer. */
    private static Queue<Integer> underLoad(HostileUpstream victim, IntUnaryOperator call) throws InterruptedException {
        int perThread = Scale.rounds(2000) / 8;
        AtomicInteger done = new AtomicInteger();
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(Thread.ofVirtual().start(() -> {
                for (int n = 0; n < perThread; n++) {
                    statuses.add(call.applyAsInt(n));
                    if (done.incrementAndGet() == 2 * perThread) {
                        victim.kill();
                    }
                }
            }));
        }
        for (Thread client : clients) {
            client.join();
        }
        assertThat(statuses).hasSize(8 * perThread);
        return statuses;
    }

    private static int directly(HostileUpstream upstream) {
        try {
            return send(HttpRequest.newBuilder(URI.create(upstream.url() + "/x")).timeout(Duration.ofSeconds(5)))
                    .statusCode();
        } catch (UncheckedIOException noAnswer) {
            return 0;
        }
    }

    @Test
    void aPostWithoutKeyThatMayHaveArrivedIsNeverSentAgain() {
        FIRST.breakOff();
        SECOND.breakOff();
        assertProblem(post("/test/pair/x", "{}"), 503, "SERVICE_UNAVAILABLE");
        assertThat(FIRST.calls() + SECOND.calls()).isEqualTo(1);
    }

    @Test
    void aPostWithAnIdempotencyKeyIsSentAgainWithItsBody() {
        FIRST.breakOff();
        SECOND.breakOff();
        post("/test/pair/x", "{\"n\":1}", "Idempotency-Key", "k1");
        assertThat(FIRST.calls() + SECOND.calls()).isEqualTo(RetryRule.ATTEMPTS);
        assertThat(FIRST.bodyBytes() + SECOND.bodyBytes()).isEqualTo(7L * RetryRule.ATTEMPTS);
    }

    @Test
    void aPutWhoseBodyWasTooLargeToKeepIsNotSentAgain() {
        FIRST.breakOff();
        SECOND.breakOff();
        byte[] body = new byte[100_000];
        send(request("/test/pair/x").PUT(HttpRequest.BodyPublishers.ofByteArray(body)));
        assertThat(FIRST.calls() + SECOND.calls()).isEqualTo(1);
    }

    @Test
    void aGoodReplicaMakesUpForABadOne() {
        FIRST.behave(exchange -> HostileUpstream.answer(exchange, 503, "text/html", "<h1>no"));
        for (int i = 0; i < 20; i++) {
            assertThat(get("/test/pair/x").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aProxysErrorPageBecomesAProblem(int status) {
        LONELY.behave(exchange -> HostileUpstream.answer(exchange, status, "text/html", "<h1>Bad Gateway</h1>"));
        assertProblem(get("/test/lonely/x"), 503, "SERVICE_UNAVAILABLE");
    }

    @Test
    void aStackTraceOfAServiceStaysInside() {
        LONELY.behave(
                exchange -> HostileUpstream.answer(exchange, 500, "text/plain", "java.lang.NullPointerException"));
        HttpResponse<String> response = get("/test/lonely/x");
        assertProblem(response, 500, "INTERNAL_ERROR");
        assertThat(response.body()).doesNotContain("NullPointer");
    }

    @Test
    void aServicesOwnProblemPassesAsItIs() {
        LONELY.behave(exchange -> HostileUpstream.answer(exchange, 409, "application/problem+json",
                "{\"status\":409,\"error\":{\"code\":\"ALREADY_EXISTS\"}}"));
        assertProblem(get("/test/lonely/x"), 409, "ALREADY_EXISTS");
    }

    @Test
    void aDeadUpstreamIsRefusedAtOnceAndComesBackByItself() {
        LONELY.kill();
        for (int i = 0; i < 30; i++) {
            assertProblem(get("/test/lonely/x"), 503, "SERVICE_UNAVAILABLE");
        }
        LONELY.reset();
        await().atMost(5, SECONDS).until(() -> get("/test/lonely/x").statusCode() == 200);
    }

    @Test
    void anAnswerThatNeverComesIsGivenUpInTime() {
        LONELY.hang();
        long started = System.nanoTime();
        assertProblem(get("/test/lonely/x"), 503, "SERVICE_UNAVAILABLE");
        assertThat((System.nanoTime() - started) / 1_000_000).isBetween(400L, 3_000L);
        assertThat(LONELY.calls()).isEqualTo(1);
    }

    @Test
    void anAnswerThatBreaksOffInTheMiddleBreaksTheConnectionInsteadOfLookingComplete() {
        LONELY.behave(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            LONELY.kill();
        });
        String answer;
        try {
            answer = get("/test/lonely/x").body();
        } catch (UncheckedIOException broken) {
            return;
        }
        throw new AssertionError("the client took a part for the whole: " + answer.length());
    }
}
