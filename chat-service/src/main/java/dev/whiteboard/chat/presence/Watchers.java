package dev.whiteboard.chat.presence;

import dev.whiteboard.chat.live.Outlet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which sockets of this node want to know of whom. */
final class Watchers {
    private final Map<Outlet, List<Long>> watched = new ConcurrentHashMap<>();
    private final Map<Long, Set<Outlet>> watching = new ConcurrentHashMap<>();

    /** What the socket asked for before is forgotten. */
    synchronized void watch(Outlet outlet, List<Long> users) {
        forget(outlet);
        if (!users.isEmpty()) {
            watched.put(outlet, users);
            users.forEach(user -> watching.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet()).add(outlet));
        }
    }

    synchronized void forget(Outlet outlet) {
        List<Long> users = watched.remove(outlet);
        if (users != null) {
            users.forEach(user -> watching.computeIfPresent(user, (_, outlets) -> {
                outlets.remove(outlet);
                return outlets.isEmpty() ? null : outlets;
            }));
        }
    }

    Collection<Long> users() {
        return List.copyOf(watching.keySet());
    }

    boolean any(long user) {
        return watching.containsKey(user);
    }

    Set<Outlet> of(long user) {
        return watching.getOrDefault(user, Set.of());
    }
}
