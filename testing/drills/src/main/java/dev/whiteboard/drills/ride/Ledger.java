package dev.whiteboard.drills.ride;

import dev.whiteboard.drills.Somebody;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What riders and drivers were told. */
final class Ledger {
    private final Map<String, Somebody> requested = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> won = new ConcurrentHashMap<>();
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final AtomicInteger completed = new AtomicInteger();

    void requested(String ride, Somebody rider) {
        requested.put(ride, rider);
    }

    /** A driver was told that a ride is theirs. */
    void won(String ride, Somebody driver) {
        won.computeIfAbsent(ride, _ -> ConcurrentHashMap.newKeySet()).add(driver.id());
    }

    /** A rider was told that the ride is over. */
    void over(String ride, String status) {
        if (over.add(ride) && status.equals("completed")) {
            completed.incrementAndGet();
        }
    }

    Map<String, Somebody> requested() {
        return requested;
    }

    Map<String, Set<String>> won() {
        return won;
    }

    boolean isQuiet() {
        return over.size() >= requested.size();
    }

    String progress() {
        return requested.size() + " rides asked for, " + won.size() + " taken, " + over.size() + " over, "
                + completed.get() + " of them completed";
    }
}
