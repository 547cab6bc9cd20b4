package dev.whiteboard.ride.quote;

import static dev.whiteboard.common.problem.ErrorCode.CONFLICT;
import static dev.whiteboard.common.problem.ErrorCode.GONE;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.fare.Fare;
import dev.whiteboard.ride.fare.RateCard;
import dev.whiteboard.ride.fare.RateCards;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.route.Routing;
import dev.whiteboard.ride.surge.SurgeMaps;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says what a way costs, and keeps to it. */
@Service
public class Quotes {
    private static final double METRES_PER_KM = 1_000;
    /** Nobody needs a car for less. */
    private static final double SHORTEST_METRES = 1;

    private final QuoteStore store;
    private final Cities cities;
    private final Routing routing;
    private final SurgeMaps surges;
    private final SnowflakeGenerator ids;
    private final QuoteProperties properties;

    Quotes(QuoteStore store, Cities cities, Routing routing, SurgeMaps surges, SnowflakeGenerator ids,
            QuoteProperties properties) {
        this.store = store;
        this.cities = cities;
        this.routing = routing;
        this.surges = surges;
        this.ids = ids;
        this.properties = properties;
    }

    /** What came of asking for a price. */
    public sealed interface Answer {
        record Given(Quote quote) implements Answer {}

        record Refused(Problem problem) implements Answer {}
    }

    /** A new quote, written down. */
    @Transactional
    public Answer ask(String riderId, Wish wish) {
        Optional<City> city = cities.at(wish.pickup());
        if (city.isEmpty()) {
            return refused("is in none of our cities", "pickup");
        }
        double straight = wish.pickup().metresTo(wish.dropoff());
        if (straight < SHORTEST_METRES) {
            return refused("is where the ride begins", "dropoff");
        }
        if (straight > properties.longestKm() * METRES_PER_KM) {
            return refused("is more than " + properties.longestKm() + " km away", "dropoff");
        }
        return new Answer.Given(priced(riderId, city.get(), wish));
    }

    /** The quote of that name, which is used up by this, or a new one if none is named. */
    @Transactional
    public Answer use(String riderId, Wish wish, Optional<String> quoteId) {
        Answer answer = quoteId.map(id -> existing(riderId, wish, id)).orElseGet(() -> ask(riderId, wish));
        if (answer instanceof Answer.Given(Quote quote) && !store.use(quote.id())) {
            return store.isUsed(quote.id())
                    ? new Answer.Refused(Problem.of(CONFLICT, "was used for another ride").field("quote_id"))
                    : new Answer.Refused(Problem.of(GONE, "holds no longer").field("quote_id"));
        }
        return answer;
    }

    private Answer existing(String riderId, Wish wish, String id) {
        Optional<Quote> quote = store.find(id, riderId);
        if (quote.isEmpty()) {
            return refused("is no quote of yours", "quote_id");
        }
        return quote.get().isFor(wish.pickup(), wish.dropoff(), wish.type())
                ? new Answer.Given(quote.get())
                : refused("is for another way or type of ride", "quote_id");
    }

    private Quote priced(String riderId, City city, Wish wish) {
        Driven expected = routing.between(wish.pickup(), wish.dropoff());
        RateCard card = RateCards.current(wish.type());
        Surge surge = surges.at(city, wish.pickup());
        Fare fare = Fare.of(card, city.currency(), expected, surge);
        Quote quote = new Quote(PublicId.format("quo", ids.next()), riderId, city.name(), wish.pickup(),
                wish.dropoff(), expected, surge, card, fare.total(), city.currency(), Instant.EPOCH);
        return new Quote(quote.id(), riderId, quote.city(), quote.pickup(), quote.dropoff(), expected, quote.surge(),
                card, quote.fare(), quote.currency(), store.insert(quote, properties.valid()));
    }

    private static Answer refused(String message, String field) {
        return new Answer.Refused(Problem.of(VALIDATION_ERROR, message).field(field));
    }
}
