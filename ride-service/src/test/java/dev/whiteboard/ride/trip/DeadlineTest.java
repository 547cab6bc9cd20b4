package dev.whiteboard.ride.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whiteboard.ride.Town;
import dev.whiteboard.ride.Town.Person;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drivers against the deadline. */
@Servers({ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA})
class DeadlineTest {
    private static final int AT_ONCE = 10;
    private static Town town;
    private static Town other;
    private static DatabaseClock clock;

    /** How an offer is accepted, and how it is ended; what a driver is told. */
    private interface Hands {
        /** As soon as there is an offer. */
        default void look(String ride, String driver) {}

        boolean accept(String ride, String driver);

        void expire(String ride, String driver);
    }

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        Map<String, String> settings = Map.of("whiteboard.ride.match.offer", "250ms", "whiteboard.ride.match.patience",
                "600ms", "whiteboard.ride.match.poll", "5ms");
        town = Town.with(environment, tokens, settings);
        other = Town.with(environment, tokens, settings);
        clock = new DatabaseClock(environment.postgres().dataSource());
    }

    @AfterAll
    static void stop() {
        town.close();
        other.close();
    }

    @Test
    @Promise("ride.deadline")
    void atTheDeadlineAnOfferIsAcceptedOrExpiredAndNeverBoth() {
        Rides rides = town.node(0).bean(Rides.class);
        Lead lead = other.node(0).bean(Lead.class);
        atTheDeadline(Scale.rounds(1_000), new Hands() {
            @Override
            public boolean accept(String ride, String driver) {
                return rides.carryOut(ride, new Command.Accept(driver)) instanceof Outcome.Done;
            }

            @Override
            public void expire(String ride, String driver) {
                lead.on(ride, List.of(), "test");
            }
        });
    }

    @Test
    @Promise(value = "ride.deadline", naive = true)
    void lookingAtTheDeadlineAndThenWritingDoesBoth() {
        NaiveRides naive = new NaiveRides(town.jdbc());
        Map<String, Boolean> open = new ConcurrentHashMap<>();
        Toy.mustFail(20, () -> atTheDeadline(AT_ONCE * 2, new Hands() {
            @Override
            public void look(String ride, String driver) {
                open.put(ride, naive.isOpen(ride, driver));
            }

            @Override
            public boolean accept(String ride, String driver) {
                if (open.get(ride)) {
                    naive.take(ride, driver);
                }
                return open.get(ride);
            }

            @Override
            public void expire(String ride, String driver) {
                naive.expire(ride, driver);
            }
        }));
    }

    private static void atTheDeadline(int rounds, Hands hands) {
        Random random = Seed.random("deadline");
        Position here = Town.quarter();
        List<Person> drivers = town.idle(AT_ONCE);
        for (int done = 0; done < rounds; done += AT_ONCE) {
            List<Long> offsets = IntStream.range(0, AT_ONCE).mapToObj(_ -> random.nextLong(10_001) - 5_000).toList();
            Race.of(AT_ONCE).run((int number) -> {
                oneAtTheDeadline(hands, here, drivers.get(number), Duration.ofNanos(offsets.get(number) * 1_000));
                return true;
            });
        }
    }

    private static void oneAtTheDeadline(Hands hands, Position here, Person driver, Duration offset) {
        Person rider = town.rider();
        String ride = rider.request(here);
        Lead lead = town.node(0).bean(Lead.class);
        await().atMost(Town.PATIENCE).until(() -> offered(lead, ride, driver) || over(rider, ride));
        Instant deadline = town.jdbc().sql("select expires_at from offer where ride_id = :ride").param("ride", ride)
                .query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant).orElse(null);
        if (deadline == null) {
            return;
        }
        hands.look(ride, driver.id());
        Thread sweeper = Thread.startVirtualThread(() -> {
            waitUntil(deadline);
            hands.expire(ride, driver.id());
        });
        waitUntil(deadline.plus(offset));
        boolean accepted = hands.accept(ride, driver.id());
        join(sweeper);
        await(ride + " to go on").atMost(Town.PATIENCE).until(() -> over(rider, ride));
        assertThat(rider.ride(ride).text("status")).isEqualTo(accepted ? "accepted" : "no_drivers");
        assertThat(town.jdbc().sql("select state from offer where ride_id = :ride").param("ride", ride)
                .query(String.class).single()).isEqualTo(accepted ? "accepted" : "expired");
        if (accepted) {
            driver.act(ride, "cancel").is(200);
        }
    }

    private static boolean offered(Lead lead, String ride, Person driver) {
        return !lead.on(ride, List.of(driver.id()), "test").isEmpty()
                || town.count("offer where ride_id = '" + ride + "'") > 0;
    }

    private static boolean over(Person rider, String ride) {
        return !rider.ride(ride).text("status").equals("matching");
    }

    private static void waitUntil(Instant then) {
        Duration left = Duration.between(clock.now(), then);
        long end = System.nanoTime() + left.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(Math.max(1, end - System.nanoTime()));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
