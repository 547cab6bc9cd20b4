package dev.whiteboard.ride.trip;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rides as riders and drivers see and change them. Somebody else's is not refused but not there. */
@RestController
@RequestMapping("/api/v1/rides")
class RideController {
    /** After every id. */
    private static final String TOP = "ride_~";

    private final Rides rides;
    private final Ratings ratings;
    private final Sight sight;
    private final SignedCursors cursors;

    record Rating(int rating, @Nullable String comment) {
        private static final int LONGEST = 1_000;

        Rating {
            if (rating < 1 || rating > 5) {
                throw Problem.of(VALIDATION_ERROR, "must be from 1 to 5").field("rating").asException();
            }
            if (comment != null && comment.length() > LONGEST) {
                throw Problem.of(VALIDATION_ERROR, "must have at most " + LONGEST + " characters").field("comment")
                        .asException();
            }
        }
    }

    record Rated(String rideId, int rating, @Nullable String comment) {}

    RideController(Rides rides, Ratings ratings, Sight sight, SignedCursors cursors) {
        this.rides = rides;
        this.ratings = ratings;
        this.sight = sight;
        this.cursors = cursors;
    }

    @GetMapping("/{id}")
    RideView get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return sight.of(visible(id, caller));
    }

    @GetMapping
    Page<RideView> list(ListQuery query, @AuthenticationPrincipal Caller caller) {
        String scope = "rides:" + caller.userId();
        String below = query.cursor() == null
                ? TOP
                : cursors.open(scope, query.cursor()).map(List::getFirst).orElseThrow(() -> Problem
                        .of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException());
        List<Ride> found = rides.of(caller.userId(), below, query.limit() + 1);
        List<Ride> page = found.subList(0, Math.min(found.size(), query.limit()));
        return Page.of(page.stream().map(sight::of).toList(),
                found.size() > page.size() ? cursors.sign(scope, page.getLast().id()) : null);
    }

    @PostMapping("/{id}/accept")
    RideView accept(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return carryOut(id, new Command.Accept(caller.userId()));
    }

    @PostMapping("/{id}/arrive")
    RideView arrive(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return carryOut(id, new Command.Arrive(caller.userId()));
    }

    @PostMapping("/{id}/start")
    RideView start(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return carryOut(id, new Command.Start(caller.userId()));
    }

    @PostMapping("/{id}/complete")
    RideView complete(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return carryOut(id, new Command.Complete(caller.userId()));
    }

    @PostMapping("/{id}/cancel")
    RideView cancel(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return carryOut(id, new Command.Cancel(caller.userId()));
    }

    @PostMapping("/{id}/rate")
    Rated rate(@PathVariable String id, @RequestBody Rating rating, @AuthenticationPrincipal Caller caller) {
        Ride ride = visible(id, caller);
        ratings.rate(ride, caller.userId(), rating.rating(), rating.comment()).ifPresent(refusal -> {
            throw refusal.asException();
        });
        return new Rated(id, rating.rating(), rating.comment());
    }

    private RideView carryOut(String id, Command command) {
        return switch (rides.carryOut(id, command)) {
            case Outcome.Done(Ride ride) -> sight.of(ride);
            case Outcome.Refused(Problem problem) -> throw problem.asException();
        };
    }

    private Ride visible(String id, Caller caller) {
        return rides.find(id)
                .filter(ride -> ride.riderId().equals(caller.userId()) || ride.isDrivenBy(caller.userId())
                        || rides.isOfferedTo(id, caller.userId()))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such ride").asException());
    }
}
