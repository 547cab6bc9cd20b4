package dev.whiteboard.ride.tracking;

import dev.whiteboard.ride.location.Locations;
import dev.whiteboard.ride.tracking.NewsStore.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks several times a second what there is for those who watch on this node: two statements for all of them, whoever
 * changed what on whichever node. Nothing is pushed from node to node, so nothing can be lost between them.
 */
@Component
class Tracking implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final int AT_ONCE = 100;

    private final NewsStore store;
    private final Locations locations;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;

    Tracking(NewsStore store, Locations locations) {
        this.store = store;
        this.locations = locations;
    }

    void join(Viewer viewer) {
        viewers.add(viewer);
    }

    void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("tracking").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                Thread.sleep(EVERY);
                if (!viewers.isEmpty()) {
                    look(List.copyOf(viewers));
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Those who watch are told a little later: {}", e.toString());
            }
        }
    }

    private void look(List<Viewer> all) {
        Map<String, List<Viewer>> byUser = all.stream().collect(Collectors.groupingBy(Viewer::userId));
        Map<String, Long> heads = store.heads(byUser.keySet());
        Map<String, List<Bound>> rides = store.bound(byUser.keySet()).stream()
                .collect(Collectors.groupingBy(Bound::riderId));
        for (Viewer viewer : all) {
            boolean behind = viewer.isBehind(heads.getOrDefault(viewer.userId(), 0L));
            List<Bound> watched = rides.getOrDefault(viewer.userId(), List.of());
            if (behind || !watched.isEmpty()) {
                viewer.tell(() -> tell(viewer, watched));
            }
        }
    }

    private void tell(Viewer viewer, List<Bound> rides) {
        boolean more = true;
        while (more) {
            more = viewer.catchUp(store, AT_ONCE);
        }
        rides.forEach(ride -> locations.latest(ride.city(), ride.driverId())
                .ifPresent(fix -> viewer.sees(ride.rideId(), fix)));
    }
}
