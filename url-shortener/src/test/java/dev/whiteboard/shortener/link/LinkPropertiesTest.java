package dev.whiteboard.shortener.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Period;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkPropertiesTest {
    @Test
    void theUsualLifeOfALinkIsAPeriodOrOff() {
        assertThat(with("5y").usualLife()).isEqualTo(Period.ofYears(5));
        assertThat(with("P1M15D").usualLife()).isEqualTo(Period.of(0, 1, 15));
        assertThat(with("off").usualLife()).isNull();
        assertThat(with("").usualLife()).isNull();
        assertThatThrownBy(() -> with("soon").usualLife()).isInstanceOf(IllegalArgumentException.class);
    }

    private static LinkProperties with(String defaultExpiry) {
        return new LinkProperties("https://short.example", Set.of(), Set.of(), defaultExpiry);
    }
}
