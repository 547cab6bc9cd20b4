package dev.whiteboard.ride.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Toy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A map that is away, slow or broken costs a deadline at most, and the way is then a straight line. */
class TimelyRoutingTest {
    private static final Position PICKUP = new Position(37.77, -122.41);
    private static final List<Position> CARS = IntStream.range(1, 21)
            .mapToObj(number -> new Position(37.77 + number / 1_000.0, -122.41)).toList();
    private static final List<Driven> LINES = CARS.stream().map(car -> StraightLine.between(car, PICKUP)).toList();
    private static final Driven BY_STREET = new Driven(7, 7);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofMinutes(2);

    /** A map that answers as told. */
    private record Map(boolean areKnown, Answer answer) implements Roads {
        @Override
        public Optional<Driven> between(Position from, Position to) {
            return answer.of(from);
        }
    }

    private interface Answer {
        Optional<Driven> of(Position from);
    }

    @Test
    void whatTheStreetsSayIsBelieved() {
        assertThat(ask(new Map(true, _ -> Optional.of(BY_STREET)), NEVER)).hasSize(20).containsOnly(BY_STREET);
    }

    @Test
    @Promise("ride.eta-falls-back")
    void withoutAMapWaysAreStraightLines() {
        assertThat(ask(new Map(false, _ -> Optional.of(BY_STREET)), NEVER)).isEqualTo(LINES);
    }

    @Test
    @Promise("ride.eta-falls-back")
    void aMapThatHangsIsNotWaitedForAndNoneOfItsAnswersIsMixedIn() {
        noneIsMixedIn(TimelyRoutingTest::ask);
    }

    @Test
    @Promise(value = "ride.eta-falls-back", naive = true)
    void givingEachCarADeadlineComparesStreetsWithLines() {
        Toy.mustFail(20, () -> noneIsMixedIn((roads, deadline) -> CARS.stream().map(car -> CompletableFuture
                .supplyAsync(() -> roads.between(car, PICKUP).orElseThrow(), Thread::startVirtualThread)
                .completeOnTimeout(StraightLine.between(car, PICKUP), deadline.toMillis(), TimeUnit.MILLISECONDS))
                .toList().stream().map(CompletableFuture::join).toList()));
    }

    /** How the ways of all cars are asked for. */
    private interface Asking {
        List<Driven> of(Roads roads, Duration deadline);
    }

    private static void noneIsMixedIn(Asking asking) {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Roads hanging = new Map(true, _ -> {
            if (asked.incrementAndGet() > 5) {
                hang(over);
            }
            return Optional.of(BY_STREET);
        });
        try {
            assertThat(asking.of(hanging, SOON)).isEqualTo(LINES);
        } finally {
            over.countDown();
        }
    }

    @Test
    @Promise("ride.eta-falls-back")
    void aMapThatIsBrokenIsNotBelieved() {
        assertThat(ask(new Map(true, _ -> {
            throw new IllegalStateException("no such edge");
        }), NEVER)).isEqualTo(LINES);
    }

    /** All workers hang, and all places to wait are taken: whoever comes then does not wait at all. */
    @Test
    @Promise("ride.eta-falls-back")
    void whoeverComesWhenTooManyWaitDoesNotWait() {
        CountDownLatch over = new CountDownLatch(1);
        Roads hanging = new Map(true, _ -> hang(over));
        try (TimelyRouting routing = new TimelyRouting(hanging, SOON, 2, new SimpleMeterRegistry())) {
            List<Thread> waiting = Stream.generate(() -> Thread.startVirtualThread(() -> routing.toward(PICKUP, CARS)))
                    .limit(100).toList();
            assertThat(routing.toward(PICKUP, CARS)).isEqualTo(LINES);
            waiting.forEach(TimelyRoutingTest::join);
        }
        over.countDown();
    }

    @Test
    void onlyThePlaceThatTheMapDoesNotHaveIsMeasuredInALine() {
        Position off = CARS.get(3);
        List<Driven> ways = ask(new Map(true, from -> Optional.of(BY_STREET).filter(_ -> !from.equals(off))), NEVER);
        assertThat(ways.get(3)).isEqualTo(LINES.get(3));
        assertThat(ways.get(4)).isEqualTo(BY_STREET);
    }

    private static List<Driven> ask(Roads roads, Duration deadline) {
        try (TimelyRouting routing = new TimelyRouting(roads, deadline, 2, new SimpleMeterRegistry())) {
            return routing.toward(PICKUP, CARS);
        }
    }

    private static Optional<Driven> hang(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(BY_STREET);
    }

    private static void join(Thread thread) {
        try {
            thread.join(NEVER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
