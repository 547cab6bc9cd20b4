package dev.whiteboard.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.ProblemException;
import dev.whiteboard.testkit.Race;
import org.junit.jupiter.api.Test;

class HashingBulkheadTest {
    @Test
    void soManyAtOnceSoManyWaitingAndEverybodyElseIsTurnedAway() {
        var bulkhead = bulkhead(2, 4, Duration.ofSeconds(30));
        var free = new CountDownLatch(1);
        var turnedAway = new AtomicInteger();
        var running = new AtomicInteger();
        var most = new AtomicInteger();

        var outcomes = Race.of(20).run(() -> {
            try {
                return bulkhead.inSlot(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    await(free);
                    running.decrementAndGet();
                    return "done";
                });
            } catch (ProblemException refusal) {
                assertThat(refusal.problem().code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
                assertThat(refusal.problem().retryAfter()).isPositive();
                if (turnedAway.incrementAndGet() == 14) {
                    free.countDown();
                }
                return "turned away";
            }
        });

        assertThat(Collections.frequency(outcomes, "done")).isEqualTo(6);
        assertThat(most).hasValue(2);
    }

    @Test
    void nobodyWaitsForeverForASlot() {
        var bulkhead = bulkhead(1, 4, Duration.ofMillis(50));
        var free = new CountDownLatch(1);

        var outcomes = Race.of(4).run(() -> {
            try {
                return bulkhead.inSlot(() -> await(free));
            } catch (ProblemException refusal) {
                free.countDown();
                return "turned away";
            }
        });

        assertThat(outcomes).contains("turned away", "done");
    }

    private static HashingBulkhead bulkhead(int slots, int waiting, Duration patience) {
        return new HashingBulkhead(new HashingSettings(64, 1, slots, waiting, patience, Duration.ofSeconds(2)));
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
