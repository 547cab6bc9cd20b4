package dev.whiteboard.chat.log;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A log as a first draft of a chat has it: the node numbers what comes in, acknowledges it and tells everybody, from memory. */
public final class ForgetfulLog implements ConversationLog {
    private final Supplier<EntryListener> listener;
    private final Map<Long, AtomicLong> last = new ConcurrentHashMap<>();

    public ForgetfulLog(Supplier<EntryListener> listener) {
        this.listener = listener;
    }

    @Override
    public boolean append(Draft draft, long origin, Consumer<Appended> told) {
        long seq = last.computeIfAbsent(draft.conversationId(), _ -> new AtomicLong()).incrementAndGet();
        Entry entry = draft.entry(seq, Instant.now(), 1);
        told.accept(new Appended.Written(entry));
        listener.get().written(entry, origin);
        return true;
    }
}
