package dev.whiteboard.chat.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Which users have sockets open on this node. */
@Component
public class Outlets {
    private final ConcurrentHashMap<Long, Outlet[]> byUser = new ConcurrentHashMap<>();

    /** @return true if it is this user's first on this node */
    public boolean add(Outlet outlet) {
        return byUser.merge(outlet.userId(), new Outlet[]{outlet}, (old, one) -> {
            Outlet[] more = Arrays.copyOf(old, old.length + 1);
            more[old.length] = outlet;
            return more;
        }).length == 1;
    }

    /** @return true if it was this user's last on this node */
    public boolean remove(Outlet outlet) {
        boolean[] removed = {false};
        byUser.computeIfPresent(outlet.userId(), (_, old) -> {
            List<Outlet> rest = new ArrayList<>(Arrays.asList(old));
            removed[0] = rest.removeIf(one -> one == outlet);
            return rest.isEmpty() ? null : rest.toArray(Outlet[]::new);
        });
        return removed[0] && !byUser.containsKey(outlet.userId());
    }

    public boolean has(long userId) {
        return byUser.containsKey(userId);
    }

    /** Whether it is open still. */
    public boolean holds(Outlet outlet) {
        Outlet[] open = byUser.get(outlet.userId());
        return open != null && Arrays.asList(open).contains(outlet);
    }

    public Collection<Long> users() {
        return byUser.keySet();
    }

    boolean hasAny(long[] users) {
        for (long user : users) {
            if (byUser.containsKey(user)) {
                return true;
            }
        }
        return false;
    }

    /** One task for each thread that owns some of these users' sockets. */
    void each(long[] users, long except, Consumer<Outlet> action) {
        Map<Executor, List<Outlet>> byOwner = new IdentityHashMap<>(4);
        for (long user : users) {
            Outlet[] outlets = user == except ? null : byUser.get(user);
            if (outlets != null) {
                for (Outlet outlet : outlets) {
                    byOwner.computeIfAbsent(outlet.owner(), _ -> new ArrayList<>()).add(outlet);
                }
            }
        }
        byOwner.forEach((owner, outlets) -> owner.execute(() -> outlets.forEach(action)));
    }
}
