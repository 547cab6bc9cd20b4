package dev.whiteboard.common.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrashPointTest {

    @Test
    void the_third_visit_of_the_right_place_is_due() {
        CrashPoint.Plan plan = CrashPoint.Plan.parse("outbox.sent:3");
        assertThat(plan.isDue("outbox.sent")).isFalse();
        assertThat(plan.isDue("outbox.read")).isFalse();
        assertThat(plan.isDue("outbox.sent")).isFalse();
        assertThat(plan.isDue("outbox.sent")).isTrue();
        assertThat(plan.isDue("outbox.sent")).isFalse();
    }

    @Test
    void without_a_number_the_first_visit_is_due() {
        assertThat(CrashPoint.Plan.parse("a").isDue("a")).isTrue();
        assertThat(CrashPoint.Plan.parse(null)).isNull();
        CrashPoint.reached("never planned");
    }
}
