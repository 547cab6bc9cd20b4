package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromiseExtensionTest {

    @Test
    void of_several_runs_the_worst_counts_and_rounds_add_up() {
        var passed = new PromiseRecord("p", "T.t", false, 50, PromiseRecord.Result.PASSED);
        var failed = new PromiseRecord("p", "T.t", false, 7, PromiseRecord.Result.FAILED);
        assertThat(passed.and(failed).and(passed))
                .isEqualTo(new PromiseRecord("p", "T.t", false, 107, PromiseRecord.Result.FAILED));
    }

    @Test
    void a_record_is_json() {
        assertThat(new PromiseRecord("p", "T.t", true, 50, PromiseRecord.Result.PASSED).json())
                .startsWith("{\"promise\":\"p\",\"test\":\"T.t\",\"naive\":true,\"rounds\":50,")
                .contains("\"result\":\"passed\"");
    }

    @Test
    void scale_keeps_at_least_fifty_rounds_and_never_exceeds_the_full_number() {
        assertThat(Scale.rounds(20)).isEqualTo(20);
        assertThat(Scale.rounds(100)).isBetween(50, 100);
        assertThat(Scale.rounds(100_000)).isEqualTo((int) (100_000 * Scale.factor()));
    }
}
