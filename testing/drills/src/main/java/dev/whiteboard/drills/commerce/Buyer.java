package dev.whiteboard.drills.commerce;

import java.util.concurrent.locks.ReentrantLock;

/** Somebody who buys. One thing at a time: they have one cart. */
record Buyer(String token, ReentrantLock turn) {
    Buyer(String token) {
        this(token, new ReentrantLock());
    }
}
