package dev.whiteboard.ride.surge;

import com.uber.h3core.H3Core;
import dev.whiteboard.common.json.Json;
import dev.whiteboard.ride.city.City;
import dev.whiteboard.ride.fare.Surge;
import dev.whiteboard.ride.geo.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** The surge map of each city, one row: whoever prices reads it, whoever is the first in a round draws it. */
@Component
public class SurgeMaps {
    static final int RESOLUTION = 8;
    private static final TypeReference<Map<Long, Integer>> CELLS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final H3Core h3;

    SurgeMaps(JdbcClient jdbc, H3Core h3) {
        this.jdbc = jdbc;
        this.h3 = h3;
    }

    public Surge at(City city, Position place) {
        return find(city.name()).flatMap(map -> Optional.ofNullable(map.cells().get(cell(place)))).map(Surge::new)
                .orElse(Surge.NONE);
    }

    long cell(Position place) {
        return h3.latLngToCell(place.lat(), place.lng(), RESOLUTION);
    }

    Optional<SurgeMap> find(String city) {
        return jdbc.sql("select city, version, at, cells from surge where city = :city").param("city", city)
                .query((row, _) -> map(row)).optional();
    }

    /**
     * Draws the next map unless another node has just done so; a round happens once, however many nodes there are.
     *
     * @return whether this was the one
     */
    @Transactional
    boolean redraw(String city, Duration every, UnaryOperator<Map<Long, Integer>> next) {
        jdbc.sql("insert into surge (city) values (:city) on conflict do nothing").param("city", city).update();
        Optional<SurgeMap> last = jdbc.sql("""
                select city, version, at, cells from surge
                where city = :city and at <= wb_now() - make_interval(secs => :every) for update skip locked""")
                .param("city", city).param("every", every.toMillis() / 1_000.0).query((row, _) -> map(row)).optional();
        last.ifPresent(map -> {
            Map<Long, Integer> cells = next.apply(map.cells());
            jdbc.sql("""
                    update surge set at = wb_now(), version = version + :changed, cells = :cells
                    where city = :city and version = :version""")
                    .param("changed", cells.equals(map.cells()) ? 0 : 1)
                    .param("cells", Json.tolerant().writeValueAsString(cells)).param("city", city)
                    .param("version", map.version()).update();
        });
        return last.isPresent();
    }

    private static SurgeMap map(ResultSet row) throws SQLException {
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        return new SurgeMap(row.getString("city"), row.getLong("version"), at,
                Json.tolerant().readValue(row.getString("cells"), CELLS));
    }
}
