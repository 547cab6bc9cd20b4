package dev.whiteboard.ride.dispatch;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.ride.trip.Lead;
import dev.whiteboard.ride.trip.Ride;
import dev.whiteboard.ride.trip.Rides;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One turn of the search: takes up the rides that are due and leads each on. */
@Component
class Matcher {
    private final Lead lead;
    private final Rides rides;
    private final Pairings pairings;

    Matcher(Lead lead, Rides rides, Pairings pairings) {
        this.lead = lead;
        this.rides = rides;
        this.pairings = pairings;
    }

    /** @return how many were due */
    int turn() {
        List<Ride> due = lead.claimDue().stream().map(rides::find).flatMap(Optional::stream).toList();
        if (!due.isEmpty()) {
            CrashPoint.reached("match.claimed");
        }
        if (pairings.inBatches()) {
            Map<String, List<String>> pairs = pairings.together(due);
            due.forEach(ride -> leadOn(ride, pairs.getOrDefault(ride.id(), List.of())));
        } else {
            due.forEach(ride -> leadOn(ride, pairings.alone(ride)));
        }
        return due.size();
    }

    private void leadOn(Ride ride, List<String> drivers) {
        if (!lead.on(ride.id(), drivers, pairings.by()).isEmpty()) {
            CrashPoint.reached("match.offered");
        }
    }
}
