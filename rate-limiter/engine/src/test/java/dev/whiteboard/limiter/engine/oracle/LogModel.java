package dev.whiteboard.limiter.engine.oracle;

import java.util.ArrayList;
import java.util.List;

/** Every request that ever passed, counted anew each time. */
final class LogModel implements Model {
    private final long limit;
    private final long window;
    private final List<Admitted> log = new ArrayList<>();

    LogModel(long limit, long window) {
        this.limit = limit;
        this.window = window;
    }

    @Override
    public boolean admit(long now, long cost) {
        long used = log.stream().filter(past -> past.at() > now - window).mapToLong(Admitted::cost).sum();
        if (used + cost > limit) {
            return false;
        }
        log.add(new Admitted(now, cost, 0));
        return true;
    }
}
