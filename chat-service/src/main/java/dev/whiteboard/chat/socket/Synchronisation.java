package dev.whiteboard.chat.socket;

import dev.whiteboard.chat.id.Ids;
import dev.whiteboard.chat.live.Delivery;
import dev.whiteboard.chat.log.Entry;
import dev.whiteboard.chat.log.LogStore;
import dev.whiteboard.common.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Sends clients what they missed: all of it, page by page, as fast as each of them reads. */
@Component
class Synchronisation {
    private static final Logger LOG = LoggerFactory.getLogger(Synchronisation.class);
    private static final int PAGE = 100;

    private final LogStore log;
    private final SyncStore store;
    private final Semaphore places;
    private final Executor threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("sync-", 0).factory());

    Synchronisation(LogStore log, SyncStore store, SocketProperties properties) {
        this.log = log;
        this.store = store;
        this.places = new Semaphore(properties.syncsAtOnce());
    }

    /** A client asked; it is told when it has everything. */
    void start(ChatConnection connection, SyncRequest request) {
        threads.execute(() -> run(connection, () -> {
            var plan = plan(connection, request.known(), request.onlyThese());
            Map<Long, Long> reached = new LinkedHashMap<>();
            send(connection, plan.from, reached);
            finish(connection, reached, plan);
        }));
    }

    /** The socket itself found a gap. */
    void heal(ChatConnection connection, Map<Long, Long> from) {
        threads.execute(() -> run(connection, () -> {
            send(connection, from, new LinkedHashMap<>());
            finish(connection, null, null);
        }));
    }

    private record Plan(Map<Long, Long> from, Map<Long, Long> lasts, List<String> reset) {}

    private Plan plan(ChatConnection connection, Map<Long, Long> known, boolean onlyThese) {
        Map<Long, SyncStore.Extent> extents;
        places.acquireUninterruptibly();
        try {
            extents = store.extents(connection.userId()).stream().collect(Collectors.toMap(
                    SyncStore.Extent::conversationId, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        } finally {
            places.release();
        }
        if (onlyThese) {
            known.keySet().stream().filter(id -> !extents.containsKey(id))
                    .forEach(id -> connection.send(ServerFrame.Error.notAMember("conversations", id)));
            extents.keySet().retainAll(known.keySet());
        }
        Map<Long, Long> from = new LinkedHashMap<>();
        Map<Long, Long> lasts = new LinkedHashMap<>();
        List<String> reset = new ArrayList<>();
        extents.forEach((id, extent) -> {
            long claimed = known.getOrDefault(id, 0L);
            boolean stale = claimed + 1 < extent.firstSeq() || claimed > extent.lastSeq();
            if (stale) {
                reset.add(Ids.CONVERSATION.text(id));
            }
            long start = stale ? extent.firstSeq() - 1 : claimed;
            lasts.put(id, start);
            if (start < extent.lastSeq()) {
                from.put(id, start);
            } else {
                connection.reached(id, start);
            }
        });
        return new Plan(from, lasts, reset);
    }

    /** Reads each of them to its end. */
    private void send(ChatConnection connection, Map<Long, Long> from, Map<Long, Long> reached)
            throws InterruptedException, ExecutionException {
        for (var one : from.entrySet()) {
            long conversation = one.getKey();
            long after = one.getValue();
            List<Entry> page;
            do {
                page = page(connection.userId(), conversation, after);
                if (!page.isEmpty()) {
                    after = page.getLast().seq();
                    if (!connection.page(conversation, after, page.stream().map(e -> Delivery.of(e, 0)).toList())
                            .get()) {
                        return;
                    }
                }
            } while (page.size() == PAGE);
            reached.put(conversation, after);
            connection.reached(conversation, after);
        }
    }

    private List<Entry> page(long user, long conversation, long after) {
        places.acquireUninterruptibly();
        try {
            return log.visible(user, conversation, after, Long.MAX_VALUE, false, PAGE);
        } finally {
            places.release();
        }
    }

    /** What came meanwhile is read as well; the last look and the change to live are one step on the socket's thread. */
    private void finish(ChatConnection connection, @Nullable Map<Long, Long> reached, @Nullable Plan plan)
            throws InterruptedException, ExecutionException {
        while (true) {
            Map<Long, Long> behind = connection.finishCatchup(() -> done(connection, reached, plan)).get();
            if (behind.isEmpty()) {
                return;
            }
            send(connection, behind, reached == null ? new LinkedHashMap<>() : reached);
        }
    }

    private static @Nullable Object done(ChatConnection connection, @Nullable Map<Long, Long> reached,
            @Nullable Plan plan) {
        if (reached == null || plan == null) {
            return null;
        }
        Map<Long, Long> places = new LinkedHashMap<>(plan.lasts);
        places.putAll(reached);
        return new ServerFrame.SyncDone("sync_done", SyncCursor.write(connection.userId(), places),
                plan.reset.isEmpty() ? null : true, plan.reset.isEmpty() ? null : plan.reset);
    }

    private static void run(ChatConnection connection, Work work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            LOG.warn("a client could not be synchronised: {}", e.toString());
            connection.failCatchup(ErrorCode.SERVICE_UNAVAILABLE, "what you missed cannot be read now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("a client could not be synchronised", e);
            connection.failCatchup(ErrorCode.INTERNAL_ERROR, "what you missed cannot be read");
        }
    }

    private interface Work {
        void run() throws InterruptedException, ExecutionException;
    }
}
