package dev.whiteboard.drills.chat;

import java.util.SequencedMap;
import java.util.TreeMap;

/** A conversation as one device was told it: what stands at which place. */
final class Shelf {
    private final TreeMap<Long, String> contents = new TreeMap<>();
    private long whole;

    /** Puts a message in its place; false when something else stands there already. */
    synchronized boolean put(long seq, String content) {
        String before = contents.putIfAbsent(seq, content);
        while (contents.containsKey(whole + 1)) {
            whole++;
        }
        return before == null || before.equals(content);
    }

    /** Up to where nothing is missing. */
    synchronized long whole() {
        return whole;
    }

    synchronized long last() {
        return contents.isEmpty() ? 0 : contents.lastKey();
    }

    synchronized SequencedMap<Long, String> contents() {
        return new TreeMap<>(contents);
    }
}
