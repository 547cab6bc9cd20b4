package dev.whiteboard.ride.location;

import java.util.List;

/** Hears of the positions that are believed, on the node that was told them. */
public interface FixListener {

    /** @param fixes of one driver, in the order of their times */
    void believed(String driverId, List<Fix> fixes);
}
