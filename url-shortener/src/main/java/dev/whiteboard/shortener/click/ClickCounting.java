package dev.whiteboard.shortener.click;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The effect of a batch of clicks, whole or not at all. */
@Service
class ClickCounting {
    private final ClickStore store;
    private final VisitorCounts visitors;
    private final Progress progress;

    ClickCounting(ClickStore store, VisitorCounts visitors, Progress progress) {
        this.store = store;
        this.visitors = visitors;
        this.progress = progress;
    }

    /** @return how many of its clicks had not been counted before */
    @Transactional
    public int count(ClickBatch batch) {
        List<ClickEvent> clicks = batch.clicks();
        int fresh = 0;
        if (!clicks.isEmpty()) {
            fresh = store.count(clicks);
            visitors.add(clicks);
        }
        batch.marks().forEach((place, mark) -> progress.mark(place.partition(), mark));
        return fresh;
    }
}
