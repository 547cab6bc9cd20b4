package dev.whiteboard.shortener.click;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one poll brought: clicks, what cannot be read as one, and the last mark of each node in each partition. */
final class ClickBatch {
    private final List<ClickEvent> clicks = new ArrayList<>();
    private final List<DeadClick> unreadable = new ArrayList<>();
    private final Map<Place, ProgressEvent> marks = new LinkedHashMap<>();

    void add(ClickEvent click) {
        clicks.add(click);
    }

    void mark(int partition, ProgressEvent event) {
        marks.put(new Place(partition, event.node()), event);
    }

    void unreadable(DeadClick dead) {
        unreadable.add(dead);
    }

    List<ClickEvent> clicks() {
        return Collections.unmodifiableList(clicks);
    }

    List<DeadClick> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }

    Map<Place, ProgressEvent> marks() {
        return Collections.unmodifiableMap(marks);
    }

    /** Where a mark was found. */
    record Place(int partition, String node) {}
}
