package dev.whiteboard.ride.payment;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.trip.Ride;
import dev.whiteboard.ride.trip.Rides;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows both sides of a ride what it cost; only the driver sees who has which part. */
@RestController
class ReceiptController {
    private final Rides rides;
    private final Payments payments;

    ReceiptController(Rides rides, Payments payments) {
        this.rides = rides;
        this.payments = payments;
    }

    @GetMapping("/api/v1/rides/{id}/receipt")
    Receipt receipt(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        Ride ride = rides.find(id).filter(found -> isSide(found, caller.userId()))
                .orElseThrow(() -> Problem.of(NOT_FOUND, "you have no such ride").asException());
        return payments.find(id)
                .map(payment -> Receipt.of(ride, payment, caller.userId().equals(ride.course().driverId())))
                .orElseThrow(() -> Problem.of(CONFLICT, ride.state().isFinal()
                        ? "the ride cost nothing"
                        : "the ride is " + ride.state().wire()).asException());
    }

    private static boolean isSide(Ride ride, String userId) {
        return ride.riderId().equals(userId) || userId.equals(ride.course().driverId());
    }
}
