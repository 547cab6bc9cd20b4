package dev.whiteboard.local.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, in reverse order and once, whoever asks first; the others wait until it is done. */
final class Stopping {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T willClose(T thing) {
        opened.push(thing);
        return thing;
    }

    synchronized void run() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.err.println("whiteboard: " + e);
            }
        }
    }
}
