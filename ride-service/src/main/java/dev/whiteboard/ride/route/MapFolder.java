package dev.whiteboard.ride.route;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.json.Statement;
import com.graphhopper.util.Constants;
import com.graphhopper.util.CustomModel;
import dev.whiteboard.city.CityMap;
import dev.whiteboard.city.OsmFile;
import dev.whiteboard.city.Plan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.util.FileSystemUtils;

/**
 * Where a city's prepared map is kept: made once in a folder of its own and moved into place whole, so that any number of
 * processes may find it, or make it, at the same time.
 */
final class MapFolder {
    static final String PROFILE = "car";

    private final Path parent;
    private final Plan plan;

    MapFolder(Path parent, Plan plan) {
        this.parent = parent;
        this.plan = plan;
    }

    GraphHopper open() throws IOException {
        Path ready = parent
                .resolve("city-" + Integer.toHexString(Objects.hash(plan.toString(), Constants.VERSION)));
        if (!Files.isDirectory(ready)) {
            make(ready);
        }
        GraphHopper hopper = engine(ready).setAllowWrites(false);
        if (!hopper.load()) {
            throw new IOException("no map can be read from " + ready);
        }
        return hopper;
    }

    private void make(Path ready) throws IOException {
        Files.createDirectories(parent);
        Path work = Files.createTempDirectory(parent, "making");
        try {
            Path streets = work.resolve("city.osm");
            OsmFile.write(CityMap.of(plan), streets);
            engine(work.resolve("graph")).setOSMFile(streets.toString()).importAndClose();
            Files.move(work.resolve("graph"), ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(ready)) {
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    /** For the quickest way by car, whatever its length. */
    private static GraphHopper engine(Path graph) {
        CustomModel quickest = new CustomModel()
                .addToPriority(Statement.If("!car_access", Statement.Op.MULTIPLY, "0"))
                .addToSpeed(Statement.If("true", Statement.Op.LIMIT, "car_average_speed"));
        GraphHopper hopper = new GraphHopper().setGraphHopperLocation(graph.toString())
                .setEncodedValuesString("car_access, car_average_speed")
                .setProfiles(new Profile(PROFILE).setCustomModel(quickest));
        hopper.getCHPreparationHandler().setCHProfiles(new CHProfile(PROFILE));
        return hopper;
    }
}
