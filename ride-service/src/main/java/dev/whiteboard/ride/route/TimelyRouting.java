package dev.whiteboard.ride.route;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * By the streets if they answer in time, else all of it in straight lines: a ride never waits for a map. A place that the
 * map does not have is measured in a straight line by itself.
 */
final class TimelyRouting implements Routing, AutoCloseable {
    private static final int MOST_WAITING = 64;

    private final Roads roads;
    private final Duration deadline;
    private final ThreadPoolExecutor workers;
    private final Counter byStreets;
    private final Counter inLines;

    TimelyRouting(Roads roads, Duration deadline, int workers, MeterRegistry meters) {
        this.roads = roads;
        this.deadline = deadline;
        this.workers = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING), Thread.ofPlatform().name("routes-", 0).daemon().factory());
        this.byStreets = meters.counter("whiteboard.ride.routes", "by", "streets");
        this.inLines = meters.counter("whiteboard.ride.routes", "by", "lines");
    }

    @Override
    public List<Driven> toward(Position to, List<Position> from) {
        if (from.isEmpty()) {
            return List.of();
        }
        if (!roads.areKnown()) {
            return lines(to, from);
        }
        Future<List<Driven>> asked;
        try {
            asked = workers.submit(() -> from.stream().map(place -> street(place, to)).toList());
        } catch (RejectedExecutionException tooMany) {
            return lines(to, from);
        }
        return inTime(asked, to, from);
    }

    private List<Driven> inTime(Future<List<Driven>> asked, Position to, List<Position> from) {
        try {
            List<Driven> answer = asked.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            byStreets.increment();
            return answer;
        } catch (TimeoutException | ExecutionException late) {
            asked.cancel(true);
            return lines(to, from);
        } catch (InterruptedException _) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return lines(to, from);
        }
    }

    private Driven street(Position from, Position to) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for it any more");
        }
        return roads.between(from, to).orElseGet(() -> StraightLine.between(from, to));
    }

    private List<Driven> lines(Position to, List<Position> from) {
        inLines.increment();
        return from.stream().map(place -> StraightLine.between(place, to)).toList();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
