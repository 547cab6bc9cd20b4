package dev.whiteboard.drills.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the client was told: which bytes are in which version of which file. */
final class Ledger {
    private final List<Saved> saved = new CopyOnWriteArrayList<>();

    /** Bytes that were acknowledged, by their hash. */
    record Saved(String fileId, String name, int version, String sha256) {}

    void acknowledged(Saved bytes) {
        saved.add(bytes);
    }

    List<Saved> all() {
        return saved;
    }
}
