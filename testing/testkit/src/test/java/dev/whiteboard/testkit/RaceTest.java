package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class RaceTest {

    @Test
    void everybody_runs_and_answers_by_number() {
        assertThat(Race.of(5).run((int number) -> number * number)).containsExactly(0, 1, 4, 9, 16);
    }

    @Test
    void the_failure_of_one_is_the_failure_of_the_race() {
        assertThatThrownBy(() -> Race.of(2).run((int number) -> 1 / number)).isInstanceOf(AssertionError.class)
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    @Promise("testkit.race-starts-together")
    void an_atomic_counter_gives_each_a_number_of_its_own() {
        for (int round = 0; round < Scale.rounds(500); round++) {
            var counter = new AtomicInteger();
            assertThat(Race.of(4).run(counter::incrementAndGet)).doesNotHaveDuplicates();
        }
    }

    @Test
    @Promise(value = "testkit.race-starts-together", naive = true)
    void a_naive_counter_is_caught() {
        Toy.mustFail(20_000, () -> {
            var counter = new AtomicInteger();
            assertThat(Race.of(4).run(() -> {
                int read = counter.get();
                Thread.yield();
                counter.set(read + 1);
                return read;
            })).doesNotHaveDuplicates();
        });
    }
}
