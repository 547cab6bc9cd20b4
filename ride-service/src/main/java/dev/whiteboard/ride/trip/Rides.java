package dev.whiteboard.ride.trip;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.ride.quote.Quote;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What riders and drivers do to a ride. Every change is one compare-and-set on the ride's version, and comes first in its
 * transaction: whoever is too late has written nothing, reads again and decides again.
 */
@Service
public class Rides {
    /** Each lost round means that somebody else's change of the same ride was committed. */
    private static final int MOST_ROUNDS = 50;

    private final RideStore store;
    private final OfferStore offers;
    private final TraceStore traces;
    private final RideEvents events;
    private final News news;
    private final MatchSignal signal;
    private final SnowflakeGenerator ids;
    private final CancelTerms terms;
    private final MatchProperties matching;
    private final List<RideEnd> ends;

    Rides(RideStore store, OfferStore offers, TraceStore traces, RideEvents events, News news, MatchSignal signal,
            SnowflakeGenerator ids, CancelTerms terms, MatchProperties matching, List<RideEnd> ends) {
        this.store = store;
        this.offers = offers;
        this.traces = traces;
        this.events = events;
        this.news = news;
        this.signal = signal;
        this.ids = ids;
        this.terms = terms;
        this.matching = matching;
        this.ends = ends;
    }

    /** A new ride for which a driver is looked for from now on. */
    @Transactional
    public Ride request(Quote quote, @Nullable String paymentMethod) {
        String id = PublicId.format("ride", ids.next());
        store.insert(id, quote.id(), quote.riderId(), paymentMethod, matching.patience());
        Ride ride = store.find(id).orElseThrow();
        events.told(ride);
        news.changed(ride, true, Map.of());
        signal.afterCommit();
        return ride;
    }

    @Transactional
    public Outcome carryOut(String rideId, Command command) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Scene> scene = look(rideId);
            if (scene.isEmpty()) {
                return new Outcome.Refused(Problem.of(NOT_FOUND, "there is no such ride"));
            }
            switch (RideRules.decide(scene.get(), command, terms)) {
                case Decision.Refuse(Problem problem) -> {
                    return new Outcome.Refused(problem);
                }
                case Decision.Go go -> {
                    if (store.change(scene.get().ride(), go.next(), go.before())) {
                        return new Outcome.Done(written(scene.get().ride(), go));
                    }
                }
            }
        }
        throw new IllegalStateException(rideId + " changed " + MOST_ROUNDS + " times meanwhile");
    }

    public Optional<Ride> find(String rideId) {
        return store.find(rideId);
    }

    List<Ride> of(String userId, String below, int most) {
        return store.of(userId, below, most);
    }

    boolean isOfferedTo(String rideId, String userId) {
        return offers.of(rideId).stream().anyMatch(offer -> offer.isPending() && offer.driverId().equals(userId));
    }

    private Optional<Scene> look(String rideId) {
        return store.find(rideId).map(
                ride -> new Scene(ride, offers.of(rideId), traces.metres(rideId), store.now()));
    }

    /** The rest of a change that nobody else can be making now. */
    private Ride written(Ride before, Decision.Go go) {
        offers.move(before.id(), go.offers());
        Ride ride = store.find(before.id()).orElseThrow();
        if (ride.state() == before.state()) {
            news.changed(ride, false, go.offers());
            signal.afterCommit();
            return ride;
        }
        switch (ride.state()) {
            case IN_PROGRESS -> traces.open(ride.id(), Objects.requireNonNull(ride.course().driverId()));
            case COMPLETED -> traces.close(ride.id());
            case MATCHING, ACCEPTED, ARRIVING, CANCELLED, NO_DRIVERS -> {
                // No metre is running.
            }
        }
        if (ride.state().isFinal()) {
            ends.forEach(end -> end.over(ride));
        }
        events.told(ride);
        news.changed(ride, true, go.offers());
        return ride;
    }
}
