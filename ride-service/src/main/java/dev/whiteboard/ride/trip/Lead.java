package dev.whiteboard.ride.trip;

import dev.whiteboard.common.crash.CrashPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leads the search for a driver on by one step: ends what nobody answered, offers the ride to the next, or gives up. May be
 * called at any time, by any number of matchers: which of them changes the ride is decided by its version, and whether a
 * driver can be offered it by the unique indexes of the offers.
 */
@Service
public class Lead {
    private final RideStore store;
    private final OfferStore offers;
    private final RideEvents events;
    private final News news;
    private final MatchProperties properties;

    Lead(RideStore store, OfferStore offers, RideEvents events, News news, MatchProperties properties) {
        this.store = store;
        this.offers = offers;
        this.events = events;
        this.news = news;
        this.properties = properties;
    }

    /** Takes up what is due, so that no other matcher does so meanwhile. */
    public List<String> claimDue() {
        return store.claimDue(properties.batch(), properties.lease());
    }

    /**
     * @param candidates whom to offer it to, the best first
     * @param by what chose them, which each offer remembers
     * @return the drivers to whom it was offered now
     */
    @Transactional
    public List<String> on(String rideId, List<String> candidates, String by) {
        Optional<Ride> seen = store.find(rideId);
        if (seen.isEmpty()) {
            return List.of();
        }
        Ride ride = seen.get();
        Scene scene = new Scene(ride, offers.of(rideId), Optional.empty(), store.now());
        if (!(RideRules.lead(scene) instanceof Decision.Go go) || !store.change(ride, go.next(), null)) {
            return List.of();
        }
        offers.move(rideId, go.offers());
        if (go.next().state().isFinal()) {
            Ride unserved = store.find(rideId).orElseThrow();
            events.told(unserved);
            news.changed(unserved, true, go.offers());
            return List.of();
        }
        List<Map.Entry<String, Instant>> made = offer(ride, scene, candidates, by);
        news.led(ride, go.offers(), made);
        return made.stream().map(Map.Entry::getKey).toList();
    }

    private List<Map.Entry<String, Instant>> offer(Ride ride, Scene scene, List<String> candidates, String by) {
        Instant now = scene.now();
        List<Offer> open = scene.open();
        int wanted = now.isBefore(ride.matchUntil()) ? properties.offersAtOnce() - open.size() : 0;
        List<Map.Entry<String, Instant>> made = candidates.stream()
                .flatMap(driver -> offers.make(ride.id(), driver, by, properties.offer())
                        .map(until -> Map.entry(driver, until)).stream())
                .limit(Math.max(0, wanted)).toList();
        if (!made.isEmpty()) {
            CrashPoint.reached("match.offering");
        }
        Instant again = Stream
                .concat(open.stream().map(Offer::expiresAt), made.stream().map(Map.Entry::getValue))
                .min(Instant::compareTo).orElseGet(() -> now.plus(properties.retry()));
        store.lookAgain(ride.id(), again);
        return made;
    }
}
