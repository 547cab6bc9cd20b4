package dev.whiteboard.drills.video;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the client did and saw: the uploads whose bytes the store has taken, and what viewers were given. */
final class Ledger {
    private final List<Upload> uploads = new CopyOnWriteArrayList<>();
    private final AtomicInteger otherBytes = new AtomicInteger();

    /** All of its bytes were taken. */
    record Upload(String video, Clip clip) {}

    void taken(Upload upload) {
        uploads.add(upload);
    }

    /** A viewer was given bytes that are not those of the segment. */
    void otherBytes() {
        otherBytes.incrementAndGet();
    }

    List<Upload> uploads() {
        return uploads;
    }

    int countOtherBytes() {
        return otherBytes.get();
    }
}
