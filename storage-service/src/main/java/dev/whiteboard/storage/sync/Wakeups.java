package dev.whiteboard.storage.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who waits on this node for news of which user. */
@Component
class Wakeups {
    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** Is told that there may be news; must return at once. */
    interface Listener {
        void wake();
    }

    /** Ends the listening. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    Registration listen(String userId, Listener listener) {
        listeners.compute(userId, (user, present) -> {
            Set<Listener> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(userId, (user, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    void wake(Collection<String> userIds) {
        for (String user : userIds) {
            Set<Listener> waiting = listeners.get(user);
            if (waiting != null) {
                waiting.forEach(Listener::wake);
            }
        }
    }

    /** Before this node goes down, nobody is kept waiting. */
    @EventListener
    void close(ContextClosedEvent end) {
        closing = true;
        listeners.values().forEach(waiting -> waiting.forEach(Listener::wake));
    }

    boolean closing() {
        return closing;
    }

    List<String> users() {
        return List.copyOf(listeners.keySet());
    }
}
