package dev.whiteboard.ride.trip;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static java.util.stream.Collectors.toMap;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.Fare;
import dev.whiteboard.ride.quote.Quote;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what a command does to a ride; knows no database and no clock. */
final class RideRules {
    private RideRules() {}

    static Decision decide(Scene scene, Command command, CancelTerms terms) {
        return switch (command) {
            case Command.Accept(String driver) -> accept(scene, driver);
            case Command.Decline(String driver) -> decline(scene, driver);
            case Command.Arrive(String driver) -> drive(scene, driver, RideState.ARRIVING);
            case Command.Start(String driver) -> drive(scene, driver, RideState.IN_PROGRESS);
            case Command.Complete(String driver) -> drive(scene, driver, RideState.COMPLETED);
            case Command.Cancel(String user) -> cancel(scene, user, terms);
        };
    }

    private static Decision accept(Scene scene, String driver) {
        Ride ride = scene.ride();
        Optional<Offer> offer = scene.offerTo(driver);
        if (ride.state() != RideState.MATCHING) {
            return conflict(taken(ride, driver));
        }
        if (offer.isEmpty()) {
            return forbidden("this ride was not offered to you");
        }
        if (!offer.get().isOpen(scene.now())) {
            return conflict("the offer is no longer open");
        }
        Map<String, OfferState> moves = withdrawn(scene);
        moves.put(driver, OfferState.ACCEPTED);
        return new Decision.Go(ride.course().accepted(driver, scene.now()), moves, offer.get().expiresAt());
    }

    private static Decision decline(Scene scene, String driver) {
        Optional<Offer> offer = scene.offerTo(driver);
        if (offer.isEmpty()) {
            return forbidden("this ride was not offered to you");
        }
        if (scene.ride().state() != RideState.MATCHING || !offer.get().isOpen(scene.now())) {
            return conflict("the offer is no longer open");
        }
        return new Decision.Go(scene.ride().course(), Map.of(driver, OfferState.DECLINED));
    }

    private static Decision drive(Scene scene, String driver, RideState to) {
        Ride ride = scene.ride();
        if (!ride.isDrivenBy(driver)) {
            return forbidden("you do not drive this ride");
        }
        if (!ride.state().mayBecome(to)) {
            return conflict("the ride is " + ride.state().wire());
        }
        return switch (to) {
            case ARRIVING -> new Decision.Go(ride.course().arrived(scene.now()), Map.of());
            case IN_PROGRESS -> new Decision.Go(ride.course().started(scene.now()), Map.of());
            default -> new Decision.Go(completed(scene), Map.of(driver, OfferState.DONE));
        };
    }

    private static Course completed(Scene scene) {
        Quote quote = scene.ride().quote();
        Driven driven = scene.driven();
        return scene.ride().course().completed(scene.now(), driven,
                Fare.of(quote.card(), quote.currency(), driven, quote.surge()).total());
    }

    private static Decision cancel(Scene scene, String user, CancelTerms terms) {
        Ride ride = scene.ride();
        boolean rider = ride.riderId().equals(user);
        if (!rider && !ride.isDrivenBy(user)) {
            return new Decision.Refuse(Problem.of(NOT_FOUND, "you have no such ride"));
        }
        if (!ride.state().mayBecome(RideState.CANCELLED)) {
            return conflict("the ride is " + ride.state().wire());
        }
        Party by = rider ? Party.RIDER : Party.DRIVER;
        Map<String, OfferState> moves = withdrawn(scene);
        if (ride.course().driverId() != null) {
            moves.put(ride.course().driverId(), OfferState.DONE);
        }
        return new Decision.Go(
                ride.course().cancelled(by, scene.now(), terms.cost(ride.course(), by, scene.now())), moves);
    }

    /** What the matcher does first: what nobody answered in time is over, and then so is a search that took too long. */
    static Decision lead(Scene scene) {
        Ride ride = scene.ride();
        if (ride.state() != RideState.MATCHING) {
            return conflict("the ride is " + ride.state().wire());
        }
        boolean over = scene.open().isEmpty() && !scene.now().isBefore(ride.matchUntil());
        return new Decision.Go(over ? ride.course().unserved(scene.now()) : ride.course(), expired(scene));
    }

    private static Map<String, OfferState> expired(Scene scene) {
        Instant now = scene.now();
        List<Offer> late = scene.pending().stream().filter(offer -> !offer.isOpen(now)).toList();
        return late.stream().collect(toMap(Offer::driverId, _ -> OfferState.EXPIRED));
    }

    private static Map<String, OfferState> withdrawn(Scene scene) {
        return new HashMap<>(scene.pending().stream().collect(toMap(Offer::driverId, _ -> OfferState.WITHDRAWN)));
    }

    private static String taken(Ride ride, String driver) {
        return RideState.BOUND.contains(ride.state()) && !ride.isDrivenBy(driver)
                ? "somebody else has taken the ride"
                : "the ride is " + ride.state().wire();
    }

    private static Decision forbidden(String message) {
        return new Decision.Refuse(Problem.of(FORBIDDEN, message));
    }

    private static Decision conflict(String message) {
        return new Decision.Refuse(Problem.of(CONFLICT, message));
    }
}
