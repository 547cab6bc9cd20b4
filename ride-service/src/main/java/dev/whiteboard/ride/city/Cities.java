package dev.whiteboard.ride.city;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.whiteboard.ride.city.CityProperties.Place;
import dev.whiteboard.ride.geo.Frame;
import dev.whiteboard.ride.geo.Position;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** All cities that are served. */
@Component
public class Cities {
    private static final double METRES = 1_000;
    private final Map<String, City> cities;

    Cities(CityProperties properties) {
        this.cities = properties.cities().entrySet().stream().map(entry -> city(entry.getKey(), entry.getValue()))
                .collect(toUnmodifiableMap(City::name, Function.identity()));
    }

    public Optional<City> find(String name) {
        return Optional.ofNullable(cities.get(name));
    }

    /** The city of that name, which something of ours is in. */
    public City get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no city is configured as " + name));
    }

    public Collection<City> all() {
        return cities.values();
    }

    /** The city in which that place is; where two overlap, the one whose centre is nearer. */
    public Optional<City> at(Position place) {
        return cities.values().stream().filter(city -> city.contains(place))
                .min(Comparator.comparingDouble(city -> city.centre().metresTo(place)));
    }

    private static City city(String name, Place place) {
        Position centre = new Position(place.lat(), place.lng());
        return new City(name, centre, place.radiusKm() * METRES, place.currency(), new Frame(centre));
    }
}
