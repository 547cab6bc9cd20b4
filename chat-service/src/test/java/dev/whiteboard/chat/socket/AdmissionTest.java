package dev.whiteboard.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int PER_SECOND = 100;
    private static final int CROWD = 1_000;

    private final AtomicLong clock = new AtomicLong();
    private final Admission admission = new Admission(PER_SECOND, clock::get);

    @Test
    void ofACrowdThatComesAtOnceThoseOfOneSecondComeIn() {
        assertThat(waits().filter(wait -> wait == 0).count()).isEqualTo(PER_SECOND);
    }

    @Test
    void theOthersAreToldToComeBackWithinHalfAMinuteAndNotAllAtOnce() {
        int[] later = waits().filter(wait -> wait > 0).toArray();
        assertThat(later).hasSize(CROWD - PER_SECOND);
        assertThat(IntStream.of(later)).allMatch(wait -> wait <= 30);
        assertThat(IntStream.of(later).distinct().count()).isGreaterThan(5);
    }

    @Test
    void aSecondLaterAsManyMoreComeIn() {
        waits().sum();
        clock.addAndGet(1_000_000_000L);
        assertThat(waits().filter(wait -> wait == 0).count()).isEqualTo(PER_SECOND);
    }

    private IntStream waits() {
        return IntStream.generate(admission::ask).limit(CROWD);
    }
}
