package dev.whiteboard.ride.dispatch;

import dev.whiteboard.ride.dispatch.PairingProperties.Strategy;
import dev.whiteboard.ride.dispatch.PairingProperties.Weights;
import dev.whiteboard.ride.dispatch.Records.Standing;
import dev.whiteboard.ride.location.Nearby;
import dev.whiteboard.ride.trip.Ride;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says what each candidate would cost a ride, by the strategy that is set. */
@Component
class Bids {
    private static final double FIVE_STARS = 5;

    private final Candidates candidates;
    private final PickupTime pickupTime;
    private final Records records;
    private final PairingProperties properties;

    Bids(Candidates candidates, PickupTime pickupTime, Records records, PairingProperties properties) {
        this.candidates = candidates;
        this.pickupTime = pickupTime;
        this.records = records;
        this.properties = properties;
    }

    /** The best first. */
    List<Bid> of(Ride ride) {
        List<Nearby> near = candidates.of(ride);
        List<Bid> bids = switch (properties.strategy()) {
            case NEAREST -> near.stream().map(nearby -> new Bid(nearby.driverId(), Math.round(nearby.metres())))
                    .toList();
            case ETA, BATCHED -> byTime(ride, near);
            case SCORED -> scored(ride, near);
        };
        return bids.stream().sorted(Bid.BEST_FIRST).toList();
    }

    private List<Bid> byTime(Ride ride, List<Nearby> near) {
        return pickupTime.of(ride, near.stream().map(Nearby::driverId).toList()).entrySet().stream()
                .map(time -> new Bid(time.getKey(), time.getValue())).toList();
    }

    private List<Bid> scored(Ride ride, List<Nearby> near) {
        Map<String, Standing> standings = records.of(near.stream().map(Nearby::driverId).toList());
        return byTime(ride, near).stream().flatMap(bid -> Optional.ofNullable(standings.get(bid.driverId()))
                .map(standing -> new Bid(bid.driverId(), score(bid.cost(), standing, properties.weights()))).stream())
                .toList();
    }

    /** In seconds: the time to the pickup, made longer or shorter by what else counts. */
    static long score(long seconds, Standing standing, Weights weights) {
        return Math.round(seconds + weights.perStar() * (FIVE_STARS - standing.stars())
                + weights.perDecline() * standing.declined()
                - weights.perIdleMinute() * Math.min(standing.idleMinutes(), weights.mostIdleMinutes()));
    }

    boolean inBatches() {
        return properties.strategy() == Strategy.BATCHED;
    }
}
