package dev.whiteboard.local.psp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides what goes wrong with each order, by the behaviour of the moment. */
final class Mood {
    private final Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
    private volatile Behaviour behaviour;

    /** What goes wrong. */
    enum Trouble {
        NONE, DECLINE, HANG_BEFORE, FAIL, HANG_AFTER, DROP_AFTER
    }

    Mood(Behaviour usual) {
        this.behaviour = usual;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void become(Behaviour next) {
        behaviour = next;
    }

    /** How often an order with this key has come so far. */
    Map<String, AtomicInteger> times() {
        return times;
    }

    Trouble next(String key) {
        int time = times.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
        Behaviour now = behaviour;
        int dice = (int) Long.remainderUnsigned(mix(now.seed() ^ mix(key.hashCode() * 31L + time)), 100);
        dice -= now.declinePercent();
        if (dice < 0) {
            return Trouble.DECLINE;
        }
        dice -= now.hangBeforePercent();
        if (dice < 0) {
            return Trouble.HANG_BEFORE;
        }
        dice -= now.failPercent();
        if (dice < 0) {
            return Trouble.FAIL;
        }
        dice -= now.hangAfterPercent();
        if (dice < 0) {
            return Trouble.HANG_AFTER;
        }
        return dice < now.dropAfterPercent() ? Trouble.DROP_AFTER : Trouble.NONE;
    }

    /** SplitMix64's finaliser. */
    static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
