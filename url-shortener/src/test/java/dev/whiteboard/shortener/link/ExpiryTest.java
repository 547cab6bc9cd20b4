package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-02-28T12:00:00Z");

    @Test
    void aWishWins() {
        Instant wish = NOW.plusMillis(1);
        assertThat(Expiry.decide(wish, Period.ofYears(5), NOW)).isEqualTo(Checked.accepted(Optional.of(wish)));
    }

    @Test
    void thePastAndThePresentAreRefused() {
        assertThat(Expiry.decide(NOW, null, NOW)).isInstanceOf(Checked.Refused.class);
        assertThat(Expiry.decide(NOW.minusSeconds(1), null, NOW)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void withoutAWishTheUsualPeriodCounts() {
        assertThat(Expiry.decide(null, Period.ofYears(5), NOW))
                .isEqualTo(Checked.accepted(Optional.of(Instant.parse("2031-02-28T12:00:00Z"))));
        assertThat(Expiry.decide(null, null, NOW)).isEqualTo(Checked.accepted(Optional.empty()));
    }
}
