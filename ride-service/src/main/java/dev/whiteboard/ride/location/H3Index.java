package dev.whiteboard.ride.location;

import com.uber.h3core.H3Core;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The latest position of every driver, by the cell of Uber's hexagonal grid (H3, resolution 9) in which it lies. A search
 * looks into all cells that the circle touches, small circles first, and measures who is in them; so it finds exactly who
 * is there, at poles, pentagons and the antimeridian too, since cells know no degrees.
 *
 * <p>A driver enters the new cell, then is known to be there, then leaves the old one, by one thread at a time. What a
 * search finds in a cell counts only if it is what is known of the driver, so nobody is found twice.
 */
final class H3Index implements PositionIndex {
    private static final int RESOLUTION = 9;
    /**
     * Cells of this resolution are 170 to 420 m apart from centre to centre, the closest of them around pentagons. A disk of
     * k rings around the cell of a point holds every point that is nearer than k × STEP − SLACK.
     */
    private static final double STEP_METRES = 150;
    private static final double SLACK_METRES = 265;
    /** The parts of the radius within which a search looks, one after the other, until it has found enough. */
    private static final double[] PARTS = {1.0 / 16, 1.0 / 4, 1};

    private final H3Core h3;
    private final Map<String, Shard> shards = new ConcurrentHashMap<>();

    H3Index(H3Core h3) {
        this.h3 = h3;
    }

    /** @return whether it was later than what is known, and is known now */
    boolean put(String city, Fix fix) {
        return shards.computeIfAbsent(city, _ -> new Shard()).put(fix, cell(fix.position()));
    }

    Optional<Fix> latest(String city, String driverId) {
        Shard shard = shards.get(city);
        return shard == null ? Optional.empty() : Optional.ofNullable(shard.latest.get(driverId));
    }

    /** The latest of everybody in the city who has been heard of since then. */
    List<Fix> all(String city, Instant since) {
        Shard shard = shards.get(city);
        return shard == null
                ? List.of()
                : shard.latest.values().stream().filter(fix -> !fix.at().isBefore(since)).toList();
    }

    /** Forgets who has not been heard of since then. */
    void forgetBefore(Instant since) {
        shards.values().forEach(shard -> shard.forgetBefore(since));
    }

    @Override
    public List<Nearby> nearest(City city, Position place, double radiusMetres, int most, Instant since) {
        Shard shard = shards.get(city.name());
        if (shard == null || most <= 0) {
            return List.of();
        }
        long middle = cell(place);
        List<Nearby> found = List.of();
        for (int i = 0; i < PARTS.length && found.size() < most; i++) {
            double radius = radiusMetres * PARTS[i];
            found = shard.within(h3.gridDisk(middle, rings(radius)), place, radius, most, since);
        }
        return found;
    }

    private long cell(Position place) {
        return h3.latLngToCell(place.lat(), place.lng(), RESOLUTION);
    }

    private static int rings(double radiusMetres) {
        return (int) Math.ceil((radiusMetres + SLACK_METRES) / STEP_METRES);
    }

    /** The drivers of one city. */
    private final class Shard {
        private static final Comparator<Nearby> NEARER = Comparator.comparingDouble(Nearby::metres)
                .thenComparing(Nearby::driverId);

        private static final int NO_CELL = 0;
        private static final int LOCKS = 64;

        private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(_ -> new Object()).toArray();
        private final Map<String, Fix> latest = new ConcurrentHashMap<>();
        private final Map<Long, Map<String, Fix>> cells = new ConcurrentHashMap<>();

        boolean put(Fix fix, long cell) {
            synchronized (lockOf(fix.driverId())) {
                Fix last = latest.get(fix.driverId());
                if (last != null && !fix.at().isAfter(last.at())) {
                    return false;
                }
                cells.computeIfAbsent(cell, _ -> new ConcurrentHashMap<>()).put(fix.driverId(), fix);
                latest.put(fix.driverId(), fix);
                leave(last, cell);
                return true;
            }
        }

        void forgetBefore(Instant since) {
            for (String id : latest.keySet()) {
                synchronized (lockOf(id)) {
                    Fix fix = latest.get(id);
                    if (fix != null && fix.at().isBefore(since)) {
                        latest.remove(id);
                        leave(fix, NO_CELL);
                    }
                }
            }
        }

        private Object lockOf(String driverId) {
            return locks[Math.floorMod(driverId.hashCode(), locks.length)];
        }

        /** Cells that are empty stay: a city has so many, and drivers come back. */
        private void leave(@Nullable Fix last, long except) {
            if (last != null) {
                long old = cell(last.position());
                Map<String, Fix> there = cells.get(old);
                if (old != except && there != null) {
                    there.remove(last.driverId());
                }
            }
        }

        List<Nearby> within(List<Long> disk, Position place, double radius, int most, Instant since) {
            PriorityQueue<Nearby> best = new PriorityQueue<>(NEARER.reversed());
            for (Long cell : disk) {
                Map<String, Fix> there = cells.get(cell);
                if (there != null) {
                    there.values().forEach(fix -> consider(fix, place, radius, most, since, best));
                }
            }
            List<Nearby> sorted = new ArrayList<>(best);
            sorted.sort(NEARER);
            return sorted;
        }

        private void consider(Fix fix, Position place, double radius, int most, Instant since,
                PriorityQueue<Nearby> best) {
            double metres = place.metresTo(fix.position());
            boolean near = metres <= radius && (best.size() < most || metres <= best.element().metres());
            if (near && !fix.at().isBefore(since) && fix == latest.get(fix.driverId())) {
                best.add(new Nearby(fix.driverId(), metres));
                if (best.size() > most) {
                    best.poll();
                }
            }
        }
    }
}
