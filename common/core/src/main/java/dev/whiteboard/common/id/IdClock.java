package dev.whiteboard.common.id;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The wall clock that ids are stamped with, and a way to let it advance. */
public interface IdClock {

    /** Milliseconds since 1970, as the machine believes; may step back. */
    long millis();

    /** Lets about so many milliseconds pass. */
    void pause(long millis);

    /** The machine's own clock. */
    static IdClock system() {
        return new IdClock() {
            @Override
            public long millis() {
                return System.currentTimeMillis();
            }

            @Override
            public void pause(long millis) {
                LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
            }
        };
    }
}
