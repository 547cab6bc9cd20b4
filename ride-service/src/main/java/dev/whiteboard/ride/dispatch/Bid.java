package dev.whiteboard.ride.dispatch;

import java.util.Comparator;

/** A driver who could have a ride, and what that would cost; the cheapest is the best. */
record Bid(String driverId, long cost) {
    static final Comparator<Bid> BEST_FIRST = Comparator.comparingLong(Bid::cost).thenComparing(Bid::driverId);
}
