package dev.whiteboard.gateway.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

/**
 * Decides for each question whether a stored answer may be given, or the origin has to be asked, and lets only one of
 * those who wait for the same thing ask.
 */
final class EdgeCache {
    private static final int ROUNDS = 4;
    /** After the origin failed to confirm an answer, nobody waits for it again for so long. */
    private static final Duration REST = Duration.ofSeconds(2);
    private static final int RESTING = 100_000;

    private final Shelf shelf;
    private final Fetching fetching;
    private final LongSupplier nanos;
    private final long confirmAfter;
    private final BooleanSupplier purgesAreHeard;
    private final Map<Key, Flight> flights = new ConcurrentHashMap<>();
    private final Cache<Key, Boolean> resting;

    /** Asks the origin for a flight's object; ends by {@link #done}. */
    @FunctionalInterface
    interface Fetching {
        void begin(Flight flight, Ask ask, EdgeCache cache);
    }

    EdgeCache(Shelf shelf, Fetching fetching, LongSupplier nanos, Duration confirmAfter,
            BooleanSupplier purgesAreHeard) {
        this.shelf = shelf;
        this.fetching = fetching;
        this.nanos = nanos;
        this.confirmAfter = confirmAfter.toNanos();
        this.purgesAreHeard = purgesAreHeard;
        this.resting = Caffeine.newBuilder()
                .maximumSize(RESTING)
                .expireAfterWrite(REST)
                .ticker(nanos::getAsLong)
                .build();
    }

    Found find(Ask ask) {
        return find(ask, 1);
    }

    private Found find(Ask ask, int round) {
        if (round > ROUNDS || shelf.isPassed(ask.target())) {
            return new Found.Passed("unshared");
        }
        Key key = shelf.key(ask);
        Entry entry = shelf.find(key);
        if (entry == null || !entry.suits(ask)) {
            return await(key, ask, null, round);
        }
        long now = nanos.getAsLong();
        return switch (entry.use(now, confirmAfter)) {
            case SERVE -> served(entry, How.HIT, ask, round);
            case SERVE_AND_CONFIRM -> {
                confirmBehind(key, ask, entry);
                yield served(entry, How.HIT, ask, round);
            }
            case CONFIRM -> isResting(key) && usableOnError(entry)
                    ? served(entry, How.STALE_ON_ERROR, ask, round)
                    : await(key, ask, entry, round);
        };
    }

    private Found served(Entry entry, How how, Ask ask, int round) {
        return entry.body().acquire() ? new Found.Served(entry, how) : await(entry.key(), ask, null, round);
    }

    /** Waits for the flight that is under way, or for one that starts now. */
    private Found await(Key key, Ask ask, @Nullable Entry stale, int round) {
        Flight running = flights.get(key);
        if (running != null) {
            return waiting(running, ask, round, false);
        }
        Flight mine = new Flight(key, stale, nanos.getAsLong());
        running = flights.putIfAbsent(key, mine);
        if (running != null) {
            mine.over();
            return waiting(running, ask, round, false);
        }
        start(mine, ask, stale);
        return waiting(mine, ask, round, true);
    }

    private void confirmBehind(Key key, Ask ask, Entry entry) {
        if (isResting(key) || flights.containsKey(key)) {
            return;
        }
        Flight mine = new Flight(key, entry, nanos.getAsLong());
        if (flights.putIfAbsent(key, mine) == null) {
            start(mine, ask, entry);
        } else {
            mine.over();
        }
    }

    private void start(Flight flight, Ask ask, @Nullable Entry stale) {
        Entry newest = shelf.find(flight.key());
        boolean cameMeanwhile = newest != null && newest != stale
                && newest.use(flight.started(), confirmAfter) != Entry.Use.CONFIRM;
        if (cameMeanwhile) {
            done(flight, new Landing.Again());
        } else {
            fetching.begin(flight, ask, this);
        }
    }

    private Found waiting(Flight flight, Ask ask, int round, boolean leading) {
        return new Found.Waiting(Mono.create(sink -> flight.whenLanded(landing -> {
            try {
                sink.success(settle(flight, landing, ask, round, leading));
            } catch (RuntimeException fault) {
                sink.error(fault); // else nobody would hear of it, and the viewer would wait for ever
            }
        })));
    }

    private Found settle(Flight flight, Landing landing, Ask ask, int round, boolean leading) {
        return switch (landing) {
            case Landing.Ready(Entry entry, boolean confirmed) -> {
                if (shelf.isPurged(entry)) {
                    flights.remove(flight.key(), flight);
                    yield find(ask, round + 1);
                }
                yield entry.suits(ask) && entry.body().acquire()
                        ? new Found.Served(entry, how(flight, confirmed, leading))
                        : find(ask, round + 1);
            }
            case Landing.Again() -> find(ask, round + 1);
            case Landing.Unshared(String reason) -> new Found.Passed(reason);
            case Landing.Failed(var problem) -> {
                Entry stale = flight.stale();
                yield stale != null && usableOnError(stale) && stale.suits(ask) && !shelf.isPurged(stale)
                        && stale.body().acquire()
                                ? new Found.Served(stale, How.STALE_ON_ERROR)
                                : new Found.Refused(problem);
            }
        };
    }

    private static How how(Flight flight, boolean confirmed, boolean leading) {
        if (confirmed) {
            return How.CONFIRMED;
        }
        if (!leading) {
            return How.COLLAPSED;
        }
        return flight.stale() == null ? How.MISS : How.REPLACED;
    }

    /** The flight is over, whatever it came to; who still waits hears how. */
    void done(Flight flight, Landing landing) {
        if (landing instanceof Landing.Failed) {
            resting.put(flight.key(), Boolean.TRUE);
        }
        flight.land(landing);
        flights.remove(flight.key(), flight);
        flight.over();
    }

    void purge(Collection<String> names) {
        shelf.purge(names, nanos.getAsLong());
        flights.values()
                .removeIf(flight -> names.contains(Ask.path(flight.key().target()))
                        || names.contains(Ask.video(flight.key().target())));
    }

    private boolean isResting(Key key) {
        return resting.getIfPresent(key) != null;
    }

    private boolean usableOnError(Entry entry) {
        return entry.usableOnError(nanos.getAsLong(), confirmAfter, purgesAreHeard.getAsBoolean());
    }
}
