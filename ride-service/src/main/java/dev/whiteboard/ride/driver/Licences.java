package dev.whiteboard.ride.driver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** In which city somebody drives. That never changes and is asked for with every position, so it is remembered. */
@Component
public class Licences {
    private static final int MOST = 200_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Drivers drivers;
    private final Cache<String, String> cities = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT)
            .build();

    Licences(Drivers drivers) {
        this.drivers = drivers;
    }

    /** Empty for whoever does not drive, who may do so in the next moment. */
    public Optional<String> city(String driverId) {
        String known = cities.getIfPresent(driverId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> found = drivers.find(driverId).map(Driver::city);
        found.ifPresent(city -> cities.put(driverId, city));
        return found;
    }
}
