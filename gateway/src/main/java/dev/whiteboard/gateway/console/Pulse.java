package dev.whiteboard.gateway.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.whiteboard.gateway.route.EdgeRoute;
import dev.whiteboard.gateway.route.RouteTable;
import dev.whiteboard.gateway.telemetry.Traffic.Counted;
import io.micrometer.core.instrument.distribution.CountAtBucket;

/**
 * What clients asked of each upstream in the last seconds: differences of the counters that are kept anyway. A sample is
 * taken when somebody looks, so nobody pays for it while nobody does, and the first look has nothing to compare with.
 */
class Pulse {
    /**
     * @param p99Ms below which 99 of 100 answers came, to the width of a histogram's bucket; streams are left out
     */
    record Beat(
            double perSecond,
            double failuresPerSecond,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms) {}

    private static final long APART = TimeUnit.MILLISECONDS.toNanos(900);
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(10);
    /** A look after a longer pause begins anew: an average over an hour says nothing about now. */
    private static final long FORGOTTEN = 3 * WINDOW;

    private static final class Tally {
        private long requests;
        private long failures;
        private long timed;
        private final TreeMap<Double, Double> within = new TreeMap<>();

        void add(Counted counted, boolean isTimed) {
            requests += counted.times().count();
            failures += counted.status() >= 500 ? counted.times().count() : 0;
            if (isTimed) {
                timed += counted.times().count();
                for (CountAtBucket bucket : counted.times().histogramCounts()) {
                    within.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
                }
            }
        }

        Beat since(Tally before, double seconds) {
            return new Beat((requests - before.requests) / seconds, (failures - before.failures) / seconds,
                    percentile(before, 0.5), percentile(before, 0.99));
        }

        private @Nullable Double percentile(Tally before, double share) {
            double wanted = (timed - before.timed) * share;
            if (wanted <= 0) {
                return null;
            }
            for (Map.Entry<Double, Double> bucket : within.entrySet()) {
                if (bucket.getValue() - before.within.getOrDefault(bucket.getKey(), 0.0) >= wanted) {
                    return bucket.getKey();
                }
            }
            return null;
        }
    }

    private record Sample(
            long at,
            Map<String, Tally> byUpstream) {}

    private final Map<String, EdgeRoute> routes = new HashMap<>();
    private final LongSupplier nanos;
    private final Deque<Sample> samples = new ArrayDeque<>();

    Pulse(RouteTable table, LongSupplier nanos) {
        table.routes().forEach(route -> routes.putIfAbsent(route.path(), route));
        this.nanos = nanos;
    }

    /** By upstream; empty at the first look. */
    synchronized Map<String, Beat> take(Stream<Counted> counted) {
        long now = nanos.getAsLong();
        if (!samples.isEmpty() && now - samples.getLast().at() > FORGOTTEN) {
            samples.clear();
        }
        if (samples.isEmpty() || now - samples.getLast().at() >= APART) {
            samples.addLast(sample(now, counted));
        }
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        Map<String, Beat> beats = new TreeMap<>();
        if (first != last) {
            double seconds = (last.at() - first.at()) / 1e9;
            last.byUpstream().forEach((upstream, tally) -> beats.put(upstream,
                    tally.since(first.byUpstream().getOrDefault(upstream, new Tally()), seconds)));
        }
        return beats;
    }

    private Sample sample(long now, Stream<Counted> counted) {
        Map<String, Tally> byUpstream = new HashMap<>();
        counted.forEach(one -> {
            EdgeRoute route = routes.get(one.route());
            if (route != null && !route.local()) {
                byUpstream.computeIfAbsent(route.upstream(), name -> new Tally()).add(one, !route.streaming());
            }
        });
        return new Sample(now, byUpstream);
    }
}
