package dev.whiteboard.chat.presence;

import dev.whiteboard.chat.conversation.Blocks;
import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.live.Backplane;
import dev.whiteboard.chat.live.DatabaseTime;
import dev.whiteboard.chat.live.LiveProperties;
import dev.whiteboard.chat.live.Outlet;
import dev.whiteboard.chat.live.Outlets;
import dev.whiteboard.chat.live.Whereabouts;
import dev.whiteboard.chat.live.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells who watches a user that he came or went. What is so stands in the registry: a user is there if one of his nodes is
 * alive. News only says when to look; looking every few seconds finds what no news told. Who goes is called offline only
 * after a while, so that nobody flickers who just changes from one node to another.
 */
@Component
public class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final int CHUNK = 500;
    private static final int LOOKS_BETWEEN_ALL = 5;

    private final Watchers watchers = new Watchers();
    private final Map<Long, Boolean> told = new ConcurrentHashMap<>();
    private final Map<Long, Long> missingSince = new ConcurrentHashMap<>();
    private final Set<Long> leaving = ConcurrentHashMap.newKeySet();
    private final Executor background = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("presence-", 0).factory());
    private final Whereabouts whereabouts;
    private final Outlets outlets;
    private final Backplane backplane;
    private final Blocks blocks;
    private final LastSeen lastSeen;
    private final DatabaseTime time;
    private final long graceMillis;
    private int looks;

    Presence(Whereabouts whereabouts, Outlets outlets, Backplane backplane, Blocks blocks, LastSeen lastSeen,
            DatabaseTime time, LiveProperties properties) {
        this.whereabouts = whereabouts;
        this.outlets = outlets;
        this.backplane = backplane;
        this.blocks = blocks;
        this.lastSeen = lastSeen;
        this.time = time;
        this.graceMillis = properties.offlineGrace().toMillis();
        backplane.onMove((user, _) -> moved(user));
        whereabouts.onLoss(_ -> background.execute(() -> look(watchers.users())));
    }

    /** A user's first socket on this node is open. */
    public void arrived(long userId) {
        whereabouts.arrived(userId);
        leaving.remove(userId);
        backplane.announceMove(userId, true);
        moved(userId);
    }

    /** A user's last socket on this node is closed. */
    public void left(long userId) {
        whereabouts.left(userId);
        leaving.add(userId);
        backplane.announceMove(userId, false);
        moved(userId);
    }

    /** Who has blocked the viewer looks offline for ever. Runs on a thread that may wait. */
    public void watch(Outlet viewer, List<Long> users) {
        background.execute(() -> {
            try {
                Set<Long> hidden = blocks.blockersOf(viewer.userId(), users);
                List<Long> visible = users.stream().filter(user -> !hidden.contains(user)).toList();
                watchers.watch(viewer, visible);
                if (!outlets.holds(viewer)) {
                    watchers.forget(viewer);
                }
                Map<Long, Instant> seen = lastSeen.of(visible);
                List<Boolean> online = online(visible);
                for (int i = 0; i < visible.size(); i++) {
                    long user = visible.get(i);
                    boolean there = told.merge(user, online.get(i), (old, now) -> old || now);
                    mention(Set.of(viewer), frame(user, there, seen.get(user)));
                }
                hidden.forEach(user -> mention(Set.of(viewer), frame(user, false, null)));
            } catch (DataAccessException | CompletionException e) {
                LOG.warn("presence is told later: {}", e.toString());
            }
        });
    }

    public void forget(Outlet viewer) {
        watchers.forget(viewer);
    }

    private void moved(long userId) {
        if (watchers.any(userId)) {
            background.execute(() -> look(List.of(userId)));
        }
    }

    @Scheduled(fixedDelay = 1_000)
    void lookAgain() {
        boolean all = looks++ % LOOKS_BETWEEN_ALL == 0;
        look(all ? watchers.users() : List.copyOf(missingSince.keySet()));
        told.keySet().removeIf(user -> !watchers.any(user));
        noteLeaving();
    }

    private void noteLeaving() {
        List<Long> users = List.copyOf(leaving);
        if (!users.isEmpty()) {
            try {
                lastSeen.now(users);
                leaving.removeAll(users);
            } catch (DataAccessException e) {
                LOG.warn("when users left is noted later: {}", e.toString());
            }
        }
    }

    private void look(Collection<Long> users) {
        List<Long> all = List.copyOf(users);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<Long> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            try {
                List<Boolean> online = online(chunk);
                List<Long> gone = new ArrayList<>();
                for (int i = 0; i < chunk.size(); i++) {
                    judge(chunk.get(i), online.get(i), gone);
                }
                tellGone(gone);
            } catch (CompletionException | DataAccessException e) {
                LOG.debug("who is there is not known now", e);
            }
        }
    }

    private void judge(long user, boolean online, List<Long> gone) {
        if (online) {
            missingSince.remove(user);
            if (!Boolean.TRUE.equals(told.put(user, true))) {
                mention(watchers.of(user), frame(user, true, null));
            }
        } else if (Boolean.TRUE.equals(told.get(user))) {
            long now = time.millis();
            Long since = missingSince.putIfAbsent(user, now);
            if (since != null && now - since >= graceMillis) {
                missingSince.remove(user);
                told.put(user, false);
                gone.add(user);
            }
        } else {
            missingSince.remove(user);
            told.put(user, false);
        }
    }

    /** Of a node that died nobody else notes when its users were last there. */
    private void tellGone(List<Long> gone) {
        if (gone.isEmpty()) {
            return;
        }
        Map<Long, Instant> seen = lastSeen.of(gone);
        List<Long> unnoted = gone.stream().filter(user -> {
            Instant at = seen.get(user);
            return at == null || at.toEpochMilli() < time.millis() - 60_000;
        }).toList();
        if (!unnoted.isEmpty()) {
            lastSeen.now(unnoted);
            seen.putAll(lastSeen.of(unnoted));
        }
        gone.forEach(user -> mention(watchers.of(user), frame(user, false, seen.get(user))));
    }

    /** Fails with a {@link CompletionException} while Redis cannot be asked. */
    private List<Boolean> online(List<Long> users) {
        return whereabouts.online(users).toCompletableFuture().join();
    }

    private PresenceFrame frame(long user, boolean online, @Nullable Instant seen) {
        return new PresenceFrame("presence", Ids.USER.text(user),
                online ? PresenceFrame.Status.ONLINE : PresenceFrame.Status.OFFLINE,
                online ? Instant.ofEpochMilli(time.millis()) : seen);
    }

    private static void mention(Collection<Outlet> to, PresenceFrame frame) {
        byte[] wire = Wire.text(frame);
        to.forEach(outlet -> outlet.owner().execute(() -> outlet.mention(wire)));
    }
}
