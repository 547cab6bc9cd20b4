package dev.whiteboard.ride.trip;

/** Hears that a ride is over, in the transaction in which it is. */
public interface RideEnd {

    void over(Ride ride);
}
