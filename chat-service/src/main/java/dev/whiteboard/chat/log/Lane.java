package dev.whiteboard.chat.log;

import dev.whiteboard.common.crash.CrashPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Appends the drafts of its conversations one batch after the other. While one batch is on its way to the disk the next
 * one gathers, so under load a commit is shared by many and alone nobody waits for others (group commit).
 */
final class Lane implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final long LONGEST_WAIT_MILLIS = 200;

    private record Waiting(Draft draft, long origin, Consumer<Appended> told) {}

    private final BlockingQueue<Waiting> queue;
    private final LogStore store;
    private final EntryListener listener;
    private final int batch;
    private volatile boolean closing;

    Lane(LogProperties properties, LogStore store, EntryListener listener) {
        this.queue = new ArrayBlockingQueue<>(properties.queue());
        this.batch = properties.batch();
        this.store = store;
        this.listener = listener;
    }

    boolean offer(Draft draft, long origin, Consumer<Appended> told) {
        return !closing && queue.offer(new Waiting(draft, origin, told));
    }

    /** What waits is still written. */
    void close() {
        closing = true;
    }

    @Override
    public void run() {
        List<Waiting> gathered = new ArrayList<>(batch);
        while (!closing || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    gathered.add(first);
                    queue.drainTo(gathered, batch - 1);
                    write(gathered);
                    gathered.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void write(List<Waiting> waiting) {
        List<LogStore.Verdict> verdicts;
        try {
            CrashPoint.reached("chat.append");
            verdicts = store.append(waiting.stream().map(Waiting::draft).toList());
            CrashPoint.reached("chat.appended");
        } catch (DataAccessException e) {
            LOG.warn("{} drafts are in doubt: {}", waiting.size(), e.toString());
            waiting.forEach(one -> tell(one, new Appended.InDoubt()));
            return;
        }
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            Appended result = result(one.draft, verdicts.get(i));
            tell(one, result);
            CrashPoint.reached("chat.acknowledged");
            if (result instanceof Appended.Written(Entry entry)) {
                announce(entry, one.origin);
            }
        }
    }

    private Appended result(Draft draft, LogStore.Verdict verdict) {
        return switch (verdict.name()) {
            case "ok" -> new Appended.Written(draft.entry(verdict.seq(),
                    java.util.Objects.requireNonNull(verdict.sentAt()), verdict.memberVersion()));
            case "repeated" -> repeated(draft);
            default -> new Appended.Refused(Appended.Reason.valueOf(verdict.name().toUpperCase(Locale.ROOT)));
        };
    }

    private Appended repeated(Draft draft) {
        try {
            return store.sent(draft.senderId(), draft.clientMsgId())
                    .<Appended>map(entry -> entry.conversationId() == draft.conversationId()
                            ? new Appended.Repeated(entry)
                            : new Appended.Refused(Appended.Reason.NAME_REUSED))
                    .orElseGet(Appended.InDoubt::new);
        } catch (DataAccessException e) {
            return new Appended.InDoubt();
        }
    }

    private static void tell(Waiting one, Appended result) {
        try {
            one.told.accept(result);
        } catch (RuntimeException e) {
            LOG.error("a sender could not be told", e);
        }
    }

    private void announce(Entry entry, long origin) {
        try {
            listener.written(entry, origin);
        } catch (RuntimeException e) {
            LOG.error("an entry could not be announced; other nodes will find it in the log", e);
        }
    }
}
