package dev.whiteboard.gateway.resilience;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import io.github.resilience4j.bulkhead.Bulkhead;

/**
 * A service as the gateway sees it: its replicas, and how much of the gateway its calls may occupy. Whatever happens to
 * one upstream stays inside its own bulkheads.
 */
public final class Upstream {
    private final String name;
    private final List<Replica> replicas;
    private final Bulkhead calls;
    private final Bulkhead streams;
    private final RetryBudget budget = new RetryBudget();

    Upstream(String name, List<Replica> replicas, Bulkhead calls, Bulkhead streams) {
        this.name = name;
        this.replicas = List.copyOf(replicas);
        this.calls = calls;
        this.streams = streams;
    }

    public String name() {
        return name;
    }

    public List<Replica> replicas() {
        return replicas;
    }

    public RetryBudget budget() {
        return budget;
    }

    public Bulkhead bulkhead(boolean streaming) {
        return streaming ? streams : calls;
    }

    /**
     * Begins a call on the least busy replica that may be called; replicas in {@code tried} come last. The caller must end
     * the call on the replica. Null if every breaker is open.
     */
    public @Nullable Replica begin(Set<Replica> tried) {
        if (replicas.size() == 1) {
            Replica only = replicas.getFirst();
            return only.tryBegin() ? only : null;
        }
        int start = ThreadLocalRandom.current().nextInt(replicas.size());
        Replica best = best(start, tried);
        if (best.tryBegin()) {
            return best;
        }
        for (int i = 0; i < replicas.size(); i++) {
            Replica other = replicas.get((start + i) % replicas.size());
            if (other != best && other.tryBegin()) {
                return other;
            }
        }
        return null;
    }

    /** The starting point is random, so that replicas that are equally busy share the calls. */
    private Replica best(int start, Set<Replica> tried) {
        Replica best = replicas.get(start);
        long bestBurden = burden(best, tried);
        for (int i = 1; i < replicas.size(); i++) {
            Replica other = replicas.get((start + i) % replicas.size());
            long burden = burden(other, tried);
            if (burden < bestBurden) {
                best = other;
                bestBurden = burden;
            }
        }
        return best;
    }

    private static long burden(Replica replica, Set<Replica> tried) {
        long aversion = (tried.contains(replica) ? 2 : 0) + (replica.avoided() ? 1 : 0);
        return (aversion << 32) + replica.outstanding();
    }
}
