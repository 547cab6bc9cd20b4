package dev.whiteboard.ride.surge;

import com.uber.h3core.H3Core;
import dev.whiteboard.city.CityMap;
import dev.whiteboard.city.Picture;
import dev.whiteboard.city.Plan;
import dev.whiteboard.city.Spot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Draws surge after a concert: {@code java -cp … dev.whiteboard.ride.surge.SurgePicture docs/pictures/rides-surge.svg}. */
public final class SurgePicture {
    private static final int RIDERS = 160;
    private static final int DRIVERS = 220;
    private static final int ROUNDS = 20;
    private static final double CROWDED = 0.006;
    private static final double SPREAD = 0.07;
    private static final SurgeProperties PROPERTIES = new SurgeProperties(true, Duration.ofSeconds(5),
            Duration.ofMinutes(2), 40, 300, 20, 10, 50);

    private SurgePicture() {}

    public static void main(String[] arguments) throws IOException {
        H3Core h3 = H3Core.newInstance();
        Picture picture = new Picture(CityMap.of(Plan.DEMO));
        Random random = new Random(43);
        Spot hall = new Spot(Plan.DEMO.centre().lat() + 0.02, Plan.DEMO.centre().lng() + 0.02);
        Map<Long, Integer> demand = new HashMap<>();
        for (int rider = 0; rider < RIDERS; rider++) {
            Spot spot = near(hall, random.nextGaussian() * CROWDED, random.nextGaussian() * CROWDED);
            demand.merge(cell(h3, spot), 1, Integer::sum);
        }
        Map<Long, Integer> supply = new HashMap<>();
        for (int driver = 0; driver < DRIVERS; driver++) {
            Spot spot = near(Plan.DEMO.centre(), (random.nextDouble() - 0.5) * 2 * SPREAD,
                    (random.nextDouble() - 0.5) * 2 * SPREAD);
            supply.merge(cell(h3, spot), 1, Integer::sum);
            picture.dot(spot, "#2b8a3e");
        }
        SurgeRules rules = new SurgeRules(
                cell -> h3.gridDisk(cell, 1).stream().filter(near -> near != cell).toList(), PROPERTIES);
        Map<Long, Integer> map = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            map = rules.next(map, demand, supply);
        }
        new TreeMap<>(map).forEach((cell, hundredths) -> picture.cell(
                h3.cellToBoundary(cell).stream().map(corner -> new Spot(corner.lat, corner.lng)).toList(),
                hundredths / 100.0));
        picture.write(Path.of(arguments[0]));
    }

    private static Spot near(Spot spot, double north, double east) {
        return new Spot(spot.lat() + north, spot.lng() + east);
    }

    private static long cell(H3Core h3, Spot spot) {
        return h3.latLngToCell(spot.lat(), spot.lng(), SurgeMaps.RESOLUTION);
    }
}
