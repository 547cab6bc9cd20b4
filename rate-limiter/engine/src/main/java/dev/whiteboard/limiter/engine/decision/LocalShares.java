package dev.whiteboard.limiter.engine.decision;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Standing;

/**
 * What a node allows by itself while Redis cannot decide: a token bucket of one node's share, whatever the rule's
 * algorithm. A share begins where Redis's count was seen last, so that a single answer that comes too late brings nobody a
 * second allowance. All nodes together admit at most the limit, plus what they have not seen when the outage begins;
 * rounding a share up to one request can add one for each node.
 */
final class LocalShares {
    private final Cache<String, Share> shares;

    /** When the bucket is full again, in nanoseconds of this process's clock. */
    private static final class Share {
        private long full;

        Share(long full) {
            this.full = full;
        }
    }

    LocalShares(long most) {
        this.shares = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run)
                .expireAfterAccess(Duration.ofMinutes(10)).build();
    }

    /** The numbers of one share. */
    private record Terms(long each, long capacity) {
        static Terms of(Algorithm algorithm, int nodes) {
            long window = algorithm.quota().window().toNanos();
            long each = Math.max(1, Math.ceilDiv(window * Math.min(nodes, 1_000), algorithm.quota().requests()));
            return new Terms(each, Math.max(1, algorithm.capacity() / nodes));
        }

        boolean fits(long ahead, long cost) {
            return cost <= capacity && ahead <= (capacity - cost) * each;
        }

        Standing standing(long ahead, long cost, boolean fits) {
            long remaining = Math.max(0, capacity - Math.ceilDiv(ahead, each));
            long retry = fits ? 0 : cost > capacity ? Decision.NEVER : micros(ahead - (capacity - cost) * each);
            return new Standing(remaining, micros(ahead), retry, 0);
        }

        private static long micros(long nanos) {
            return Math.max(0, Math.ceilDiv(nanos, 1_000));
        }
    }

    /** Takes from the share if it fits; the standing afterwards. */
    Standing take(String key, Algorithm algorithm, int nodes, long cost, long now) {
        Terms terms = Terms.of(algorithm, nodes);
        Share share = shares.get(key, k -> new Share(now));
        synchronized (share) {
            long ahead = Math.max(0, share.full - now);
            boolean fits = terms.fits(ahead, cost);
            if (fits) {
                ahead += cost * terms.each;
                share.full = now + ahead;
            }
            return terms.standing(ahead, cost, fits);
        }
    }

    /** Empties the share as far as Redis's count is used up; what has been taken here stays taken. */
    void see(String key, Algorithm algorithm, Standing standing, long now) {
        long each = Terms.of(algorithm, 1).each;
        long full = now + Math.max(0, algorithm.capacity() - standing.remaining()) * each;
        Share share = shares.get(key, k -> new Share(now));
        synchronized (share) {
            share.full = Math.max(share.full, full);
        }
    }

    /** Puts back what was taken, because another layer refused. */
    void putBack(String key, Algorithm algorithm, int nodes, long cost) {
        Share share = shares.getIfPresent(key);
        if (share != null) {
            synchronized (share) {
                share.full -= cost * Terms.of(algorithm, nodes).each;
            }
        }
    }

}
