package dev.whiteboard.ride.benchmark;

import dev.whiteboard.city.CityMap;
import dev.whiteboard.city.Plan;
import dev.whiteboard.city.Spot;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.pairing.Assignment;
import dev.whiteboard.ride.route.Routing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * One hour of a city, the same riders and drivers for each strategy: who waits how long. Times are by the streets; nobody
 * declines, and nobody gives up waiting.
 */
final class CityHour {
    private static final int SECONDS = 3_600;
    private static final int CANDIDATES = 20;
    private static final long LONGEST = 900;
    private static final double LEAST_METRES = 800;
    private static final double MOST_METRES = 4_000;

    private final Routing routing;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Position> cars = new ArrayList<>();

    private record Wish(int second, Position pickup, Position dropoff, long seconds) {}

    private record Car(Position at) {}

    private record Busy(long until, Position at) {}

    /** @param mean of the seconds from the assignment to the pickup; of the seconds from the request to the pickup */
    record Outcome(int served, double pickup, double pickup95, double waited) {}

    enum Strategy {
        NEAREST, ETA, BATCHED
    }

    CityHour(Routing routing, int drivers, int requests, long seed) {
        this.routing = routing;
        CityMap map = CityMap.of(Plan.DEMO);
        Random random = new Random(seed);
        for (int car = 0; car < drivers; car++) {
            cars.add(at(map, map.anyCorner(random)));
        }
        while (wishes.size() < requests) {
            Position pickup = at(map, map.anyCorner(random));
            Position dropoff = at(map, map.anyCorner(random));
            double metres = pickup.metresTo(dropoff);
            if (metres > LEAST_METRES && metres < MOST_METRES) {
                wishes.add(new Wish(random.nextInt(SECONDS), pickup, dropoff,
                        routing.between(pickup, dropoff).seconds()));
            }
        }
        wishes.sort(Comparator.comparingInt(Wish::second));
    }

    private static Position at(CityMap map, int corner) {
        Spot spot = map.spot(corner);
        return new Position(spot.lat(), spot.lng());
    }

    /** How much of the drivers' time the trips alone take. */
    double load() {
        return wishes.stream().mapToLong(Wish::seconds).sum() / (double) SECONDS / cars.size();
    }

    Outcome run(Strategy strategy, int window) {
        List<Car> free = new ArrayList<>(cars.stream().map(Car::new).toList());
        PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingLong(Busy::until));
        List<Wish> waiting = new ArrayList<>();
        List<Long> pickups = new ArrayList<>();
        double waits = 0;
        int next = 0;
        for (int now = 0; now < SECONDS; now++) {
            while (!busy.isEmpty() && busy.peek().until() <= now) {
                free.add(new Car(busy.remove().at()));
            }
            while (next < wishes.size() && wishes.get(next).second() <= now) {
                waiting.add(wishes.get(next++));
            }
            if (waiting.isEmpty() || strategy == Strategy.BATCHED && now % window != 0) {
                continue;
            }
            List<Match> matches = strategy == Strategy.BATCHED
                    ? together(waiting, free)
                    : oneByOne(strategy, waiting, free);
            for (Match match : matches) {
                waiting.remove(match.wish());
                free.remove(match.car());
                busy.add(new Busy(now + match.seconds() + match.wish().seconds(), match.wish().dropoff()));
                pickups.add(match.seconds());
                waits += now - match.wish().second() + match.seconds();
            }
        }
        long[] sorted = pickups.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Outcome(sorted.length, Arrays.stream(sorted).average().orElse(0),
                sorted[sorted.length * 95 / 100], waits / sorted.length);
    }

    private record Match(Wish wish, Car car, long seconds) {}

    private List<Match> oneByOne(Strategy strategy, List<Wish> waiting, List<Car> free) {
        List<Match> matches = new ArrayList<>();
        List<Car> left = new ArrayList<>(free);
        for (Wish wish : waiting) {
            if (left.isEmpty()) {
                break;
            }
            List<Car> near = near(wish, left, strategy == Strategy.NEAREST ? 1 : CANDIDATES);
            List<Driven> ways = ways(wish, near);
            int best = 0;
            for (int i = 1; i < ways.size(); i++) {
                best = ways.get(i).seconds() < ways.get(best).seconds() ? i : best;
            }
            matches.add(new Match(wish, near.get(best), ways.get(best).seconds()));
            left.remove(near.get(best));
        }
        return matches;
    }

    private List<Match> together(List<Wish> waiting, List<Car> free) {
        long[][] costs = new long[waiting.size()][free.size()];
        for (int row = 0; row < costs.length; row++) {
            Arrays.fill(costs[row], Assignment.FORBIDDEN);
            List<Car> near = near(waiting.get(row), free, CANDIDATES);
            List<Driven> ways = ways(waiting.get(row), near);
            for (int i = 0; i < near.size(); i++) {
                costs[row][free.indexOf(near.get(i))] = ways.get(i).seconds();
            }
        }
        int[] chosen = Assignment.solve(costs, free.size(), LONGEST);
        List<Match> matches = new ArrayList<>();
        for (int row = 0; row < chosen.length; row++) {
            if (chosen[row] != Assignment.NONE) {
                matches.add(new Match(waiting.get(row), free.get(chosen[row]), costs[row][chosen[row]]));
            }
        }
        return matches;
    }

    private static List<Car> near(Wish wish, List<Car> cars, int most) {
        return cars.stream().sorted(Comparator.comparingDouble(car -> car.at().metresTo(wish.pickup()))).limit(most)
                .toList();
    }

    private List<Driven> ways(Wish wish, List<Car> near) {
        return routing.toward(wish.pickup(), near.stream().map(Car::at).toList());
    }
}
