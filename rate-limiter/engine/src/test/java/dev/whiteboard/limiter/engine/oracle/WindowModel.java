package dev.whiteboard.limiter.engine.oracle;

import java.util.HashMap;
import java.util.Map;

/** One count for each window there ever was. */
final class WindowModel implements Model {
    private final long limit;
    private final long window;
    private final Map<Long, Long> counts = new HashMap<>();

    WindowModel(long limit, long window) {
        this.limit = limit;
        this.window = window;
    }

    @Override
    public boolean admit(long now, long cost) {
        long count = counts.getOrDefault(now / window, 0L) + cost;
        if (count > limit) {
            return false;
        }
        counts.put(now / window, count);
        return true;
    }
}
