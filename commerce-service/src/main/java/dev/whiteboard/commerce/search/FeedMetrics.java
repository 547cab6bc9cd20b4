package dev.whiteboard.commerce.search;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;

/** How far the index is behind: {@code whiteboard.search.behind.bytes} of the database's log wait for the reader. */
final class FeedMetrics implements MeterBinder {
    private final Slot slot;

    FeedMetrics(Slot slot) {
        this.slot = slot;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("whiteboard.search.behind.bytes", this::behind)
                .description("log that is kept because the index has not confirmed it").register(registry);
    }

    private double behind() {
        try {
            return slot.unconfirmedBytes();
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }
}
