package dev.whiteboard.ride.payment;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.Fare;
import dev.whiteboard.ride.quote.Quote;
import dev.whiteboard.ride.trip.Course;
import dev.whiteboard.ride.trip.Ride;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the cost of a ride came about. It is computed again from what is written down, and must come to what was charged.
 *
 * @param shares who has what of it; absent for the rider
 */
record Receipt(String rideId, String status, String rateCard, BigDecimal surgeMultiplier,
        @Nullable BigDecimal distanceKm, @Nullable Long durationSec, List<Line> lines, String total, String currency,
        String paymentStatus, @Nullable Shares shares) {

    record Line(String name, String amount) {}

    record Shares(String driverPayout, String platformFee) {}

    static Receipt of(Ride ride, Payment payment, boolean withShares) {
        Quote quote = ride.quote();
        Optional<Driven> way = way(ride.course());
        List<Line> lines = way
                .map(driven -> lines(Fare.of(quote.card(), payment.currency(), driven, quote.surge()), payment))
                .orElseGet(() -> List.of(new Line("cancellation", Money.text(payment.amount(), payment.currency()))));
        return new Receipt(ride.id(), ride.state().wire(), quote.card().version(), quote.surge().multiplier(),
                way.map(driven -> BigDecimal.valueOf(driven.metres(), 3).setScale(2, RoundingMode.HALF_UP))
                        .orElse(null),
                way.map(Driven::seconds).orElse(null), lines, Money.text(payment.amount(), payment.currency()),
                payment.currency().getCurrencyCode(), payment.status(), withShares ? shares(payment) : null);
    }

    /** Empty if nothing was driven. */
    private static Optional<Driven> way(Course course) {
        Long metres = course.metres();
        Instant end = course.endedAt();
        return metres == null || end == null
                ? Optional.empty()
                : Optional.of(new Driven(metres, course.secondsDriven(end)));
    }

    private static Shares shares(Payment payment) {
        return new Shares(Money.text(payment.payout(), payment.currency()),
                Money.text(payment.fee(), payment.currency()));
    }

    private static List<Line> lines(Fare fare, Payment payment) {
        if (fare.total() != payment.amount()) {
            throw new IllegalStateException(payment.rideId() + " was charged otherwise than its receipt says");
        }
        return Stream.of(new Line("base", Money.text(fare.base(), fare.currency())),
                new Line("distance", Money.text(fare.distance(), fare.currency())),
                new Line("time", Money.text(fare.time(), fare.currency())),
                new Line("minimum_fare", Money.text(fare.minimumFee(), fare.currency())),
                new Line("surge", Money.text(fare.surge(), fare.currency())),
                new Line("booking", Money.text(fare.booking(), fare.currency()))).toList();
    }
}
