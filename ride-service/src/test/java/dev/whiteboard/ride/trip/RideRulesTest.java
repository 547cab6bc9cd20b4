package dev.whiteboard.ride.trip;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.RateCards;
import dev.whiteboard.ride.fare.RideType;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.geo.Position;
import dev.whiteboard.ride.quote.Quote;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Toy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say, without a database. */
class RideRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final CancelTerms TERMS = new CancelTerms(Duration.ofMinutes(2), 500, Duration.ofMinutes(5));
    private static final String RIDER = "usr_rider";
    private static final String DRIVER = "usr_driver";
    private static final int LONGEST = 6;

    private static final List<Command> COMMANDS = List.of(new Command.Accept(DRIVER), new Command.Decline(DRIVER),
            new Command.Arrive(DRIVER), new Command.Start(DRIVER), new Command.Complete(DRIVER),
            new Command.Cancel(RIDER), new Command.Cancel(DRIVER), new Command.Accept("usr_stranger"),
            new Command.Complete("usr_stranger"));

    /** How is decided what a command does. */
    private interface Deciding {
        Decision of(Scene scene, Command command);
    }

    @Test
    @Promise("ride.legal-ends")
    void everyOrderOfEventsIsLegalAndCostsOneFeeAtMost() {
        everyOrderIsLegal((scene, command) -> RideRules.decide(scene, command, TERMS));
    }

    @Test
    @Promise(value = "ride.legal-ends", naive = true)
    void lookingOnlyWhetherTheRideIsOverCompletesWhatNobodyHasAccepted() {
        Toy.mustFail(1, () -> everyOrderIsLegal(RideRulesTest::unlessItIsOver));
    }

    /** Rules without a table of transitions: whatever is asked for is done as long as the ride is not over. */
    private static Decision unlessItIsOver(Scene scene, Command command) {
        Course course = scene.ride().course();
        if (course.state().isFinal()) {
            return new Decision.Refuse(Problem.of(CONFLICT, "the ride is over"));
        }
        RideState next = switch (command) {
            case Command.Accept _ -> RideState.ACCEPTED;
            case Command.Decline _ -> course.state();
            case Command.Arrive _ -> RideState.ARRIVING;
            case Command.Start _ -> RideState.IN_PROGRESS;
            case Command.Complete _ -> RideState.COMPLETED;
            case Command.Cancel _ -> RideState.CANCELLED;
        };
        boolean completed = next == RideState.COMPLETED;
        return new Decision.Go(new Course(next, DRIVER, NOON, course.arrivedAt(), course.startedAt(), null, null, 0,
                completed ? scene.ride().quote().fare() : null, null), Map.of());
    }

    /** Every sequence of up to six events of rider, driver and matcher, with seconds, a minute or six in between. */
    private static void everyOrderIsLegal(Deciding rules) {
        Set<RideState> seen = EnumSet.noneOf(RideState.class);
        for (Duration step : List.of(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(6))) {
            walk(rules, offered(), 0, step, seen);
        }
        assertThat(seen).contains(RideState.ACCEPTED, RideState.ARRIVING, RideState.IN_PROGRESS, RideState.COMPLETED,
                RideState.CANCELLED, RideState.NO_DRIVERS);
    }

    private static void walk(Deciding rules, Scene scene, int depth, Duration step, Set<RideState> seen) {
        if (depth == LONGEST) {
            return;
        }
        Stream<Decision> decisions = Stream.concat(COMMANDS.stream().map(command -> rules.of(scene, command)),
                Stream.of(RideRules.lead(scene)));
        for (Decision decision : decisions.toList()) {
            if (decision instanceof Decision.Go go) {
                Course before = scene.ride().course();
                RideState next = go.next().state();
                assertThat(next == before.state() || before.state().mayBecome(next)).isTrue();
                assertThat(before.state().isFinal()).isFalse();
                assertThat(go.next().fee() == 0 || next == RideState.CANCELLED && go.next().fee() == TERMS.fee())
                        .isTrue();
                assertThat(go.next().fare() != null).isEqualTo(next == RideState.COMPLETED);
                seen.add(next);
                walk(rules, after(scene, go, step), depth + 1, step, seen);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"RIDER, -1, -1, 600, 0", "RIDER, 0, -1, 119, 0", "RIDER, 0, -1, 120, 500", "RIDER, 0, 30, 31, 500",
        "DRIVER, 0, -1, 900, 0", "DRIVER, 0, 30, 329, 0", "DRIVER, 0, 30, 330, 500"})
    void aCancellationCosts(Party by, int accepted, int arrived, int now, long fee) {
        Course course = new Course(RideState.ACCEPTED, DRIVER, accepted < 0 ? null : NOON.plusSeconds(accepted),
                arrived < 0 ? null : NOON.plusSeconds(arrived), null, null, null, 0, null, null);
        assertThat(TERMS.cost(course, by, NOON.plusSeconds(now))).isEqualTo(fee);
    }

    @Test
    void aRideWithoutPositionsCostsWhatItsWayWasExpectedToCost() {
        Scene scene = offered();
        for (Command command : List.of(new Command.Accept(DRIVER), new Command.Start(DRIVER),
                new Command.Complete(DRIVER))) {
            scene = after(scene, (Decision.Go) RideRules.decide(scene, command, TERMS), Duration.ofSeconds(5));
        }
        assertThat(scene.ride().course().metres()).isEqualTo(10_000);
        assertThat(scene.ride().course().fare()).isEqualTo(250 + 1_100 + 3 + 150);
    }

    private static Scene offered() {
        Quote quote = new Quote("quo_1", RIDER, "demo", new Position(37.77, -122.41), new Position(37.8, -122.41),
                new Driven(10_000, 900), Surge.NONE, RateCards.current(RideType.STANDARD), 1_980,
                Currency.getInstance("USD"), NOON.plusSeconds(300));
        Ride ride = new Ride("ride_1", quote, RIDER, null, NOON, NOON.plusSeconds(60), Course.requested(), 0);
        return new Scene(ride, List.of(new Offer(DRIVER, OfferState.PENDING, NOON.plusSeconds(10))),
                Optional.empty(), NOON);
    }

    private static Scene after(Scene scene, Decision.Go go, Duration step) {
        Ride ride = scene.ride();
        List<Offer> offers = new ArrayList<>();
        scene.offers().forEach(offer -> offers.add(new Offer(offer.driverId(),
                go.offers().getOrDefault(offer.driverId(), offer.state()), offer.expiresAt())));
        return new Scene(new Ride(ride.id(), ride.quote(), ride.riderId(), null, ride.requestedAt(), ride.matchUntil(),
                go.next(), ride.version() + 1), offers, scene.metered(), scene.now().plus(step));
    }
}
