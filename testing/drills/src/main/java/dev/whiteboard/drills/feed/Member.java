package dev.whiteboard.drills.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Somebody who takes part. One request of theirs at a time, so that what they did comes before what they read. */
final class Member {
    private final int number;
    private final String id;
    private final String token;
    private final Map<Integer, Belief> follows = new HashMap<>();
    private final Map<String, Belief> likes = new HashMap<>();
    private final ReentrantLock turn = new ReentrantLock();

    Member(int number, String id, String token) {
        this.number = number;
        this.id = id;
        this.token = token;
    }

    int number() {
        return number;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    ReentrantLock turn() {
        return turn;
    }

    Map<String, Belief> likes() {
        return likes;
    }

    void follows(int other, Belief belief) {
        follows.put(other, belief);
    }

    Belief follows(int other) {
        return other == number ? Belief.YES : follows.getOrDefault(other, Belief.NO);
    }
}
