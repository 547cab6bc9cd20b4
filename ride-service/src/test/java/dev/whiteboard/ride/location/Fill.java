package dev.whiteboard.ride.location;

import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;

/**
 * Lets many drivers say where they are, one after the other, without the door: what one thread of a node takes in. Redis has
 * all of it before a call returns.
 */
public final class Fill {
    private static final double STEP_DEGREES = 0.0003;
    private static final int BATCH = 100;

    private final Locations locations;
    private final RedisPositions redis;
    private final City city;
    private final List<Position> places = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(43);
    private int next;

    public Fill(ApplicationContext node, City city, int drivers, Supplier<Position> anywhere) {
        this.locations = node.getBean(Locations.class);
        this.redis = node.getBean(RedisPositions.class);
        this.city = city;
        for (int driver = 0; driver < drivers; driver++) {
            places.add(anywhere.get());
        }
    }

    /**
     * The next ones move a little and say so.
     *
     * @return how many were believed
     */
    public double move(int many) {
        double believed = 0;
        Fix last = new Fix("usr_nobody", places.getFirst(), null, null, Instant.now());
        for (int i = 0; i < many; i++) {
            Position before = places.get(next);
            Position now = new Position(before.lat() + step(), before.lng() + step());
            places.set(next, now);
            String driver = "usr_fill" + next;
            last = new Fix(driver, now, null, null, Instant.now());
            believed += locations.take(city, driver, List.of(last));
            next = (next + 1) % places.size();
        }
        redis.put(city, List.of(last)).toCompletableFuture().join();
        return believed;
    }

    /**
     * The next ones say all that they have seen since the last time.
     *
     * @return how many positions were believed
     */
    public double moveInBatches(int drivers) {
        double believed = 0;
        Fix last = new Fix("usr_nobody", places.getFirst(), null, null, Instant.now());
        for (int i = 0; i < drivers; i++) {
            String driver = "usr_fill" + next;
            Position at = places.get(next);
            Instant now = Instant.now();
            List<Fix> seen = new ArrayList<>();
            for (int point = BATCH; point > 0; point--) {
                at = new Position(at.lat() + step() / BATCH, at.lng() + step() / BATCH);
                seen.add(new Fix(driver, at, null, null, now.minusMillis(point)));
            }
            places.set(next, at);
            last = seen.getLast();
            believed += locations.take(city, driver, seen);
            next = (next + 1) % places.size();
        }
        redis.put(city, List.of(last)).toCompletableFuture().join();
        return believed;
    }

    private double step() {
        return (random.nextDouble() - 0.5) * STEP_DEGREES;
    }
}
