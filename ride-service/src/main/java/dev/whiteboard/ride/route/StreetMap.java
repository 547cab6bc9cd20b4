package dev.whiteboard.ride.route;

import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.GraphHopper;
import com.graphhopper.ResponsePath;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.shapes.BBox;
import com.graphhopper.util.shapes.GHPoint;
import dev.whiteboard.ride.fare.Driven;
import dev.whiteboard.ride.geo.Position;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The streets of the demo's city, by GraphHopper. It is read, or made, beside the start of the service. */
final class StreetMap implements Roads, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StreetMap.class);
    private static final double MILLIS = 1_000;
    /** So far beyond the last street somebody still belongs to it, in degrees: about 100 m. */
    private static final double EDGE = 0.001;

    private final MapFolder folder;
    private volatile @Nullable GraphHopper hopper;
    private volatile boolean running;

    StreetMap(MapFolder folder) {
        this.folder = folder;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("map").daemon().start(this::open);
    }

    private void open() {
        try {
            GraphHopper opened = folder.open();
            hopper = opened;
            LOG.info("The map has {} corners", opened.getBaseGraph().getNodes());
        } catch (IOException | RuntimeException e) {
            LOG.warn("There is no map, so all ways are straight lines: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean areKnown() {
        return hopper != null;
    }

    @Override
    public Optional<Driven> between(Position from, Position to) {
        GraphHopper map = hopper;
        if (map == null) {
            return Optional.empty();
        }
        BBox bounds = map.getBaseGraph().getBounds();
        GHRequest request = new GHRequest(onMap(from, bounds), onMap(to, bounds)).setProfile(MapFolder.PROFILE);
        request.putHint(Parameters.Routing.INSTRUCTIONS, false).putHint(Parameters.Routing.CALC_POINTS, false);
        GHResponse response = map.route(request);
        if (response.hasErrors()) {
            return Optional.empty();
        }
        ResponsePath best = response.getBest();
        return Optional.of(new Driven(Math.round(best.getDistance()), Math.round(best.getTime() / MILLIS)));
    }

    private static GHPoint onMap(Position position, BBox bounds) {
        return new GHPoint(within(position.lat(), bounds.minLat, bounds.maxLat),
                within(position.lng(), bounds.minLon, bounds.maxLon));
    }

    private static double within(double value, double least, double most) {
        if (value < least) {
            return least - value < EDGE ? least : value;
        }
        return value > most && value - most < EDGE ? most : value;
    }
}
