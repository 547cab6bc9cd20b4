package dev.whiteboard.shortener.click;

import dev.whiteboard.common.crash.CrashPoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The effect of a batch of clicks, whole or not at all. */
@Service
class ClickCounting {
    private final ClickStore store;
    private final VisitorCounts visitors;
    private final Progress progress;
    private final DeadClicks dead;
    private final Counter tooOld;

    ClickCounting(ClickStore store, VisitorCounts visitors, Progress progress, DeadClicks dead, MeterRegistry meters) {
        this.store = store;
        this.visitors = visitors;
        this.progress = progress;
        this.dead = dead;
        this.tooOld = meters.counter("shortener.clicks.too.old");
    }

    /** @return how many of its clicks had not been counted before */
    @Transactional
    public int count(ClickBatch batch) {
        List<ClickEvent> clicks = batch.clicks();
        int fresh = 0;
        if (!clicks.isEmpty()) {
            ClickStore.Counted counted = store.count(clicks);
            CrashPoint.reached("clicks.stored");
            visitors.add(clicks);
            fresh = counted.fresh();
            tooOld.increment(counted.tooOld());
        }
        batch.unreadable().forEach(dead::bury);
        batch.marks().forEach((place, mark) -> progress.mark(place.partition(), mark));
        CrashPoint.reached("clicks.uncommitted");
        return fresh;
    }
}
