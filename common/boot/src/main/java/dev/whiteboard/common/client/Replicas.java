package dev.whiteboard.common.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The replicas of a service in turn, without those that failed a moment ago. When all have failed, all are asked: to
 * leave out everybody would be to answer for them.
 */
final class Replicas {
    private final List<Replica> all;
    private final Duration ejection;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(List<URI> addresses, Duration ejection, InstantSource clock) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("addresses: at least one");
        }
        this.all = addresses.stream().map(Replica::new).toList();
        this.ejection = ejection;
        this.clock = clock;
    }

    int count() {
        return all.size();
    }

    Replica next() {
        Instant now = clock.instant();
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        for (int i = 0; i < all.size(); i++) {
            Replica candidate = all.get((first + i) % all.size());
            if (!candidate.ejectedUntil.isAfter(now)) {
                return candidate;
            }
        }
        return all.get(first);
    }

    /** One address, and whether to leave it alone. */
    final class Replica {
        private final URI address;
        private volatile Instant ejectedUntil = Instant.MIN;

        Replica(URI address) {
            this.address = address;
        }

        URI resolve(String pathAndQuery) {
            return address.resolve(pathAndQuery);
        }

        void failed() {
            ejectedUntil = clock.instant().plus(ejection);
        }
    }
}
