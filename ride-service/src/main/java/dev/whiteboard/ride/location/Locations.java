package dev.whiteboard.ride.location;

import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.geo.Position;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Takes positions in, and says who is near. */
@Service
public class Locations {
    private final H3Index here;
    private final RedisPositions redis;
    private final PositionFeed feed;
    private final List<FixListener> listeners;
    private final LocationProperties properties;
    private final Clock clock;

    Locations(H3Index here, RedisPositions redis, PositionFeed feed, List<FixListener> listeners,
            LocationProperties properties, Clock clock) {
        this.here = here;
        this.redis = redis;
        this.feed = feed;
        this.listeners = listeners;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return how many of the positions are believed */
    int take(City city, String driverId, List<Fix> sent) {
        Instant now = clock.instant();
        List<Fix> believed = new ArrayList<>();
        sent.stream().map(fix -> notAhead(fix, now)).sorted(Comparator.comparing(Fix::at)).forEach(fix -> {
            Fix last = here.latest(city.name(), driverId).orElse(null);
            if (FixRules.judge(fix, last, now, properties.fresh()) == Verdict.BELIEVED && here.put(city.name(), fix)) {
                believed.add(fix);
            }
        });
        if (!believed.isEmpty()) {
            redis.put(city, List.of(believed.getLast()));
            feed.tell(city.name(), believed);
            listeners.forEach(listener -> listener.believed(driverId, believed));
        }
        return believed.size();
    }

    /** Where the driver was last, if that says where the driver is. */
    public Optional<Fix> latest(String city, String driverId) {
        return here.latest(city, driverId).filter(fix -> !fix.at().isBefore(since()));
    }

    /** The nearest drivers whose position is fresh, the nearest first, whatever they are doing. */
    public List<Nearby> nearest(City city, Position place, double radiusMetres, int most) {
        PositionIndex index = switch (properties.index()) {
            case H3 -> here;
            case REDIS -> redis;
        };
        return index.nearest(city, place, radiusMetres, most, since());
    }

    /** Where everybody is whose position is fresh, whatever they are doing. */
    public List<Fix> everybody(City city) {
        return here.all(city.name(), since());
    }

    private Instant since() {
        return clock.instant().minus(properties.fresh());
    }

    /** A clock that runs ahead does not make a position the latest for ever. */
    private static Fix notAhead(Fix fix, Instant now) {
        return fix.at().isAfter(now)
                ? new Fix(fix.driverId(), fix.position(), fix.heading(), fix.speed(), now)
                : fix;
    }
}
