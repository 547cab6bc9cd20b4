package dev.whiteboard.common.crash;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A named place in the code where a process can be made to die as by {@code kill -9}.
 *
 * <p>Run a JVM with {@code -Dwhiteboard.crash=outbox.sent} and it halts, without shutdown hooks and without closing a
 * socket, when it comes to {@code CrashPoint.reached("outbox.sent")} for the first time; {@code outbox.sent:3} waits
 * for the third. Without the property a visit is one comparison of a constant with null, which the JIT removes.
 */
public final class CrashPoint {
    private static final int KILLED = 137;
    private static final @Nullable Plan PLAN = Plan.parse(System.getProperty("whiteboard.crash"));

    private CrashPoint() {}

    /** Dies here if this is the visit that the process was told to die at. */
    public static void reached(String name) {
        Plan plan = PLAN;
        if (plan != null && plan.isDue(name)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /** Which visit of which place kills the process. */
    record Plan(String name, AtomicInteger visitsLeft) {

        static @Nullable Plan parse(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            int colon = text.lastIndexOf(':');
            return colon < 0
                    ? new Plan(text, new AtomicInteger(1))
                    : new Plan(text.substring(0, colon),
                            new AtomicInteger(Integer.parseInt(text.substring(colon + 1))));
        }

        boolean isDue(String reached) {
            return name.equals(reached) && visitsLeft.decrementAndGet() == 0;
        }
    }
}
